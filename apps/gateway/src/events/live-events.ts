import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { NatsConnection } from '@nats-io/transport-node';
import { problem, ProblemError } from '@jogakbo/contract';
import { jetStreamOn, type Change, type JetStream, type Registry } from '@jogakbo/runtime';
import type { Subscription as Following } from 'rxjs';
import { eventStreams } from '../metrics.ts';
import { EventStream } from './event-stream.ts';
import { LogFeed } from './log-feed.ts';
import type { Positions } from './positions.ts';
import { Places, type Bounds } from '../shares/places.ts';
import { turns } from './replay.ts';
import { Subscription } from './subscription.ts';
import { WaitingBytes } from './waiting-bytes.ts';

/** Milliseconds between signs of life: less than what proxies take for silence. */
const PING = 15_000;

/** What a browser wants to be told, and from where on. */
export interface Wanted {
  readonly topics: ReadonlySet<string>;
  readonly after: Positions;
}

/**
 * Live events for all browsers of this process: each log is read once and handed on in memory.
 *
 * @remarks Told is what a vertical announces to be told, and nothing else in its log; of a private event to those who name its key. A vertical that comes later is
 * followed from then on, also by who listens already.
 */
export class LiveEvents {
  private readonly feeds = new Map<string, LogFeed>();
  private readonly subscriptions = new Set<Subscription>();
  private readonly places: Places;
  /** One connection has one stream at a time. */
  private readonly sockets = new Set<Socket>();
  private readonly waiting = new WaitingBytes();
  private readonly told = new Map<string, Change>();
  private readonly following: Following;
  private readonly pings: NodeJS.Timeout;
  private stopped = false;

  private constructor(
    private readonly broker: JetStream,
    private readonly registry: Registry,
    bounds: Bounds,
  ) {
    this.places = new Places(bounds);
    for (const vertical of registry.verticals())
      this.follow({ vertical, version: registry.live(vertical)?.version, away: !registry.answers(vertical) });
    this.following = registry.changes.subscribe((change) => this.follow(change));
    this.pings = setInterval(() => this.toAll((subscription) => subscription.stream.ping(subscription.id)), PING);
  }

  static async start(connection: NatsConnection, registry: Registry, bounds: Bounds): Promise<LiveEvents> {
    return new LiveEvents(await jetStreamOn(connection), registry, bounds);
  }

  /** Tells a browser what the topics select, from these positions on; it has the response from now on. */
  open(response: ServerResponse, client: string, { topics, after }: Wanted) {
    const leave = this.enter(response.req.socket, client);
    const stream = new EventStream(response, this.waiting);
    const subscription = new Subscription(stream, topics, after, () => this.heads());
    this.subscriptions.add(subscription);
    eventStreams.set(this.subscriptions.size);
    stream.signal.addEventListener('abort', () => (leave(), this.forget(subscription)), { once: true });
    stream.begin(subscription.id);
    for (const feed of this.feeds.values()) subscription.join(feed);
    if (this.stopped) stream.end();
  }

  /**
   * @throws ProblemError `too-many-requests` when the client has as many streams as it may, `too-busy` when there is no room for one
   * more, or none for who comes back to one.
   */
  assertRoom(socket: Socket, client: string, { after }: Wanted) {
    if (this.stopped || this.sockets.has(socket)) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 5000 }));
    this.places.assertRoom(client);
    if (after.size > 0) turns.assertRoom();
  }

  private enter(socket: Socket, client: string): () => void {
    const leave = this.places.enter(client);
    this.sockets.add(socket);
    return () => {
      this.sockets.delete(socket);
      leave();
    };
  }

  /** Ends all streams at once; browsers come back by themselves, to another process or the next one. */
  stop() {
    this.stopped = true;
    this.following.unsubscribe();
    clearInterval(this.pings);
    for (const feed of this.feeds.values()) feed.stop();
    this.toAll(({ stream }) => stream.end());
  }

  private heads(): Map<string, number> {
    return new Map([...this.feeds].flatMap(([vertical, { head }]) => (head === undefined ? [] : [[vertical, head] as const])));
  }

  private follow(change: Change) {
    const { vertical, version, away } = change;
    const before = this.told.get(vertical);
    this.told.set(vertical, { ...change, version: version ?? before?.version });
    if (version !== undefined && version !== before?.version) this.toAll(({ stream }) => stream.news('release', { vertical, version }));
    if (away !== (before?.away ?? true)) this.toAll(({ stream }) => stream.news('presence', { vertical, away }));
    if (!this.feeds.has(vertical) && this.registry.live(vertical)?.description.keepsLog) this.feed(vertical);
  }

  private feed(vertical: string) {
    const tellingOf = (type: string) => {
      const announced = this.registry.live(vertical)?.description.messages;
      const event = announced?.find((message) => message.kind === 'event' && message.type === type);
      return event?.told && { told: event.told, isPrivate: event.isPrivate === true };
    };
    const feed = new LogFeed({ vertical, broker: this.broker, tellingOf });
    this.feeds.set(vertical, feed);
    void feed.run();
    this.toAll((subscription) => subscription.join(feed));
  }

  private toAll(tell: (subscription: Subscription) => void) {
    for (const subscription of this.subscriptions) tell(subscription);
  }
  private forget(subscription: Subscription) {
    this.subscriptions.delete(subscription);
    eventStreams.set(this.subscriptions.size);
  }
}
