import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { problem, ProblemError } from '@jogakbo/contract';
import type { AnnouncedMessage } from '@jogakbo/protocol';
import { Registry } from '@jogakbo/runtime';
import { Credentials } from '../access/credentials.ts';
import { ClientSettings } from '../settings.ts';
import { clientOf, neighbourhood, type Shown } from './client.ts';
import { Fingerprints } from './fingerprints.ts';
import { Places } from './places.ts';
import { Rate, type Often } from './rate.ts';

/** What clients have a share of. */
export type Kind = 'queries' | 'commands' | 'orders';

/** Of an address's share one visitor there may take so much: who lives with others leaves them the rest. */
const OF_ONE_VISITOR = 0.5;
const WINDOW = 10;
const MINUTE = 60;

/** The share that a message is counted in. */
export const kindOf = ({ kind, isScarce }: AnnouncedMessage): Kind => (kind === 'query' ? 'queries' : isScarce ? 'orders' : 'commands');

/**
 * Sees to it that no client takes what is there for all: so much in a while, and so much at once.
 *
 * @remarks A client is an address, and a visitor by the cookie that a vertical knows visitors by: who throws the cookie away
 * is still held by the address. Staff and the shop's own processes are known by name, and take what they need.
 */
@Injectable()
export class Shares implements OnModuleDestroy {
  private readonly rates: Record<Kind, Pair<Rate>>;
  private readonly places: Pair<Places>;
  private identifying: ReadonlySet<string> | undefined;
  private readonly fingerprints = new Fingerprints();
  private readonly following: Subscription;

  constructor(
    settings: ClientSettings,
    private readonly registry: Registry,
    private readonly credentials: Credentials,
  ) {
    this.rates = {
      queries: rates(settings.CLIENT_QUERIES * WINDOW, WINDOW),
      commands: rates(settings.CLIENT_COMMANDS * WINDOW, WINDOW),
      orders: rates(settings.CLIENT_ORDERS, MINUTE),
    };
    this.places = pair(settings.CLIENT_UNDER_WAY, (perClient) => new Places({ inAll: Number.POSITIVE_INFINITY, perClient }));
    this.following = registry.changes.subscribe(() => (this.identifying = undefined));
  }

  onModuleDestroy() {
    this.following.unsubscribe();
  }

  /**
   * Works on behalf of a client, within its share.
   *
   * @throws ProblemError `too-many-requests` when it has taken that.
   */
  async within<T>(kind: Kind, request: Shown, work: () => Promise<T>): Promise<T> {
    if (await this.isUncounted(request)) return work();
    const leave = await this.enter(kind, request);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** What the owner of a scarce command is told of the client, to bound what it holds there; nothing of those who are not counted. */
  async fingerprintOf(request: Shown): Promise<string | undefined> {
    return (await this.isUncounted(request)) ? undefined : this.fingerprints.of(neighbourhood(request.ip));
  }

  private async isUncounted(request: Shown): Promise<boolean> {
    const { roles, isOwn = false } = await this.credentials.callerOf(request);
    return isOwn || roles.includes('staff');
  }

  private async enter(kind: Kind, request: Shown): Promise<() => void> {
    const { address, visitor } = clientOf(request, (this.identifying ??= this.read()));
    const rate = this.rates[kind];
    assertIn(await rate.ofAddress.take(address));
    if (visitor) assertIn(await rate.ofVisitor.take(visitor));
    const leaving = [this.places.ofAddress.enter(address)];
    try {
      if (visitor) leaving.push(this.places.ofVisitor.enter(visitor));
    } catch (error) {
      leaving[0]!();
      throw error;
    }
    return () => leaving.forEach((leave) => leave());
  }

  private read(): ReadonlySet<string> {
    const live = this.registry.verticals().flatMap((vertical) => this.registry.live(vertical)?.description.messages ?? []);
    return new Set(live.flatMap(({ cookies = [] }) => cookies.filter(({ identifies }) => identifies).map(({ name }) => name)));
  }
}

interface Pair<T> {
  readonly ofAddress: T;
  readonly ofVisitor: T;
}
const pair = <T>(most: number, make: (most: number) => T): Pair<T> => ({
  ofAddress: make(most),
  ofVisitor: make(Math.ceil(most * OF_ONE_VISITOR)),
});
const rates = (most: number, seconds: Often['seconds']) => pair(most, (times) => new Rate({ times, seconds }));

function assertIn(wait: number) {
  if (wait <= 0) return;
  const seconds = Math.ceil(wait / 1000);
  const detail = `You have asked too often in a short time. Please try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  throw new ProblemError(problem('too-many-requests', detail, { retryAfter: wait }));
}
