import { log } from '@jogakbo/runtime';
import type { EventStream } from './event-stream.ts';
import type { Fact } from './fact.ts';
import type { Listener, LogFeed } from './log-feed.ts';
import { writePositions, type Positions } from './positions.ts';
import { assertInReach, OutOfReach, replay, selects } from './replay.ts';
import { verticalOf } from './topics.ts';

/** What one browser asked to be told, and how far it has been told it. */
export class Subscription {
  /** Positions of logs that are not told live yet. */
  private readonly held: Map<string, number>;
  private readonly topics = new Map<string, Set<string>>();
  private readonly joined = new Map<LogFeed, Listener>();

  /** @param heads Positions of all logs, as told to those who listen live. */
  constructor(
    readonly stream: EventStream,
    topics: ReadonlySet<string>,
    after: Positions,
    private readonly heads: () => Map<string, number>,
  ) {
    this.held = new Map(after);
    for (const topic of topics) {
      const vertical = verticalOf(topic);
      this.topics.set(vertical, (this.topics.get(vertical) ?? new Set<string>()).add(topic));
    }
    stream.signal.addEventListener('abort', () => this.leave(), { once: true });
  }

  /** The positions to come back with, of the logs that it follows: what is still being caught up with stands where it was caught up to. */
  get id(): string {
    const all = [...new Map([...this.heads(), ...this.held])];
    return writePositions(new Map(all.filter(([vertical]) => this.topics.has(vertical))));
  }

  /**
   * Is told a log from now on: first what it missed since it was here last, then live, with neither gap nor repeat.
   * Of what lies too far back it is told that it missed it. Where all that fails, the stream ends: the browser comes back with the
   * positions it has.
   */
  join(feed: LogFeed) {
    const { vertical } = feed.source;
    const topics = this.topics.get(vertical);
    if (!topics) return void this.held.delete(vertical);
    if (this.joined.has(feed)) return;
    const listener: Listener = { tell: (fact) => this.stream.fact(fact, this.id) };
    this.joined.set(feed, listener);
    if (!this.held.has(vertical) && feed.head !== undefined) return feed.listen(topics, listener);
    this.catchUp(feed, topics, listener).catch((error: unknown) => {
      if (error instanceof OutOfReach) return this.startAnew(feed, topics, listener);
      if (!this.stream.signal.aborted) log.warn({ err: error, log: vertical }, 'A stream of events could not be resumed');
      this.stream.end();
    });
  }

  private async catchUp(feed: LogFeed, topics: ReadonlySet<string>, listener: Listener) {
    const { vertical } = feed.source;
    const { signal } = this.stream;
    const tell = (fact: Fact) => {
      this.held.set(vertical, fact.position);
      listener.tell(fact);
    };
    await feed.reached(0, signal);
    let position = this.held.get(vertical) ?? feed.head ?? 0;
    while (!signal.aborted) {
      position = await replay(feed, { topics, after: position, stream: this.stream, tell });
      if (signal.aborted) return;
      // From here to the end nothing waits unless there is more, so no fact can come in between.
      const recent = feed.recent!.after(position);
      for (const fact of recent) {
        if (!this.stream.isRoomy) break;
        if (selects(topics, fact)) {
          assertInReach(fact);
          tell(fact);
        }
        position = fact.position;
      }
      if (position >= (recent.at(-1)?.position ?? 0)) break;
      await this.stream.roomy();
    }
    this.held.delete(vertical);
    if (!signal.aborted) feed.listen(topics, listener);
  }

  private startAnew(feed: LogFeed, topics: ReadonlySet<string>, listener: Listener) {
    const { vertical } = feed.source;
    this.held.delete(vertical);
    if (this.stream.signal.aborted) return;
    this.stream.missed({ vertical, position: feed.head ?? 0 }, this.id);
    feed.listen(topics, listener);
  }

  private leave() {
    for (const [feed, listener] of this.joined) feed.leave(this.topics.get(feed.source.vertical) ?? [], listener);
  }
}
