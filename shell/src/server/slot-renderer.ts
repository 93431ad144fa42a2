import { Injectable } from '@nestjs/common';
import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { cookieHeader, platformMessages, RenderedBlock, subjects, type Gap, type Head, type Loads, type Release } from '@jogakbo/protocol';
import { ProblemError } from '@jogakbo/contract';
import { Registry, Requests } from '@jogakbo/runtime';
import { Composition, verticalOf } from './composition.ts';
import type { DocumentLinks } from './links.ts';
import { Protection } from './protection.ts';
import { fillNested, gapElement, slotElement, type Placement } from './slot-html.ts';

export interface RenderedSlot {
  readonly html: string;
  readonly head: Head;
  readonly gap?: Gap;
}

/** One view of a page: what it is pinned to, and the `performance.now()` until which its blocks may render. */
export interface PageView {
  readonly composition: Composition;
  readonly until: number;
  /** The visitor's cookies, as they came: each vertical is given its own. */
  readonly cookie?: string;
  /** The links of the document that is written; a page in parts has none. */
  readonly links?: DocumentLinks;
}

interface Pinned {
  readonly release: Release;
  readonly loads: Loads;
}

const MAX_DEPTH = 3;

/** Fills slots with what their verticals render; whatever a vertical does, a slot is filled within the budget. */
@Injectable()
export class SlotRenderer {
  private readonly protections = new Map<string, Protection>();
  constructor(
    private readonly registry: Registry,
    private readonly requests: Requests,
  ) {
    // Whoever is back is asked at once: that it was away before is no reason to wait.
    registry.changes.subscribe(({ vertical, away }) => !away && this.protections.delete(vertical));
  }

  /** A composition of what is live now. */
  compose(): Composition {
    return new Composition(this.registry);
  }

  /** The element of a slot with its block in it, or with a gap; blocks inside blocks share what is left of the budget. */
  async fill(placement: Placement, view: PageView, depth = 0): Promise<RenderedSlot> {
    let loads: Loads | null | undefined;
    try {
      loads = view.composition.loadsOf(placement.block);
      const release = view.composition.release(verticalOf(placement.block));
      if (release && loads) return await this.show(placement, { release, loads }, { ...view, depth });
      return gapAt(placement, loads === null ? 'absent' : 'away');
    } catch (error) {
      return gapAt(placement, gapFor(error), loads ?? undefined);
    }
  }

  private async show(placement: Placement, { release, loads }: Pinned, { depth, ...view }: PageView & { depth: number }) {
    const { html, head, ...state } = await this.render(release, placement, view);
    const whole = depth < MAX_DEPTH ? await fillNested(html, (inner) => this.fill(inner, view, depth + 1)) : html;
    const links = depth > 0 ? view.links?.of(loads) : undefined;
    return { html: slotElement(placement, { html: whole, state: { loads, ...state }, links }), head };
  }

  private async render(release: Release, { block, props, place }: Placement, { until, cookie }: PageView): Promise<RenderedBlock> {
    const subject = subjects.request(release.vertical, release.version, platformMessages.render);
    const headers = cookieHeader(cookiesReadBy(release), cookie);
    const protection = this.protectionOf(release.vertical);
    const answer = await protection.ask(until, (left) => this.requests.ask(subject, { block, props, place }, left, headers));
    return RenderedBlock.parse(answer);
  }

  private protectionOf(vertical: string): Protection {
    const protection = this.protections.get(vertical) ?? new Protection();
    this.protections.set(vertical, protection);
    return protection;
  }
}

/** The cookies that a vertical's blocks may be shown by: those that its queries read. */
const cookiesReadBy = ({ description }: Release) =>
  description.messages.flatMap(({ kind, cookies = [] }) => (kind === 'query' ? cookies : []));

const gapAt = (placement: Placement, gap: Gap, loads?: Loads): RenderedSlot => ({ html: gapElement(placement, gap, loads), head: {}, gap });

function gapFor(error: unknown): Gap {
  if (error instanceof BrokenCircuitError) return 'away';
  if (error instanceof BulkheadRejectedError) return 'late';
  if (error instanceof ProblemError && error.is('unavailable')) return 'away';
  return error instanceof ProblemError && error.is('deadline-exceeded') ? 'late' : 'failed';
}
