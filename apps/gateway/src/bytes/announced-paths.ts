import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AnnouncedMessage } from '@jogakbo/protocol';
import { Registry } from '@jogakbo/runtime';
import type { Subscription } from 'rxjs';
import type { Offer } from '../asking/offers.ts';

/** A query that answers at a public address of its own, with what the address says. */
export interface Announced {
  readonly offer: Offer;
  readonly data: Record<string, string>;
}

type Route = Offer & { readonly segments: readonly string[] };

/** The public addresses that live releases announce for queries that answer with bytes. */
@Injectable()
export class AnnouncedPaths implements OnModuleDestroy {
  private routes: readonly Route[] | undefined;
  private readonly following: Subscription;

  constructor(private readonly registry: Registry) {
    this.following = registry.changes.subscribe(() => (this.routes = undefined));
  }
  onModuleDestroy() {
    this.following.unsubscribe();
  }

  find(path: string): Announced | undefined {
    this.routes ??= this.read();
    if (this.routes.length === 0) return undefined;
    const segments = path.split('/');
    for (const route of this.routes) {
      const data = match(route.segments, segments);
      if (data) return { offer: route, data };
    }
    return undefined;
  }

  private read(): Route[] {
    return this.registry.verticals().flatMap((vertical) => {
      const live = this.registry.live(vertical);
      const announced = live?.description.messages.filter(({ kind, path }) => kind === 'query' && path !== undefined) ?? [];
      return announced.map((message: AnnouncedMessage) => ({
        vertical,
        version: live!.version,
        message,
        segments: message.path!.split('/'),
      }));
    });
  }
}

/** What a path says where the pattern has a `:name`, decoded; `undefined` when it is another path. */
export function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const data: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const given = segments[index]!;
    if (!expected.startsWith(':')) {
      if (expected !== given) return undefined;
      continue;
    }
    const value = decode(given);
    if (!value) return undefined;
    data[expected.slice(1)] = value;
  }
  return data;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
