import { setTimeout as wait } from 'node:timers/promises';
import { log, LogTail, type JetStream } from '@jogakbo/runtime';
import { readFact, type Fact, type Publicity } from './fact.ts';
import { RecentFacts } from './recent-facts.ts';

/** Whoever is told facts, one after the other, at once. */
export interface Listener {
  tell(fact: Fact): void;
}

/** What a feed reads from, and what of its events is told. */
export interface Source extends Publicity {
  readonly broker: JetStream;
}

const RETRY = 500;

/**
 * One vertical's log as it grows: read once per process, handed on to everybody who listens.
 *
 * @remarks Starts where the log ends. It outlives a broken connection without a gap; a log that begins anew (a reset
 * machine) is followed from its new end.
 */
export class LogFeed {
  private recentFacts: RecentFacts | undefined;
  private last = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly progress = new Set<() => void>();
  private readonly stopping = new AbortController();

  constructor(readonly source: Source) {}

  /** The position up to which everything was told; `undefined` until the log exists. */
  get head(): number | undefined {
    return this.recentFacts && this.last;
  }
  /** The recent facts, once the log exists. */
  get recent(): RecentFacts | undefined {
    return this.recentFacts;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      await this.read().catch((error: unknown) => {
        if (!this.stopped) log.debug({ err: error, log: this.source.vertical }, 'A log is not readable now');
      });
      if (!this.stopped) await wait(RETRY, undefined, { ref: false });
    }
  }
  stop() {
    this.stopping.abort();
    this.moved();
  }

  listen(topics: Iterable<string>, listener: Listener) {
    for (const topic of topics) {
      const listening = this.listeners.get(topic) ?? new Set();
      this.listeners.set(topic, listening.add(listener));
    }
  }
  leave(topics: Iterable<string>, listener: Listener) {
    for (const topic of topics) {
      const listening = this.listeners.get(topic);
      listening?.delete(listener);
      if (listening?.size === 0) this.listeners.delete(topic);
    }
  }

  /** Resolves when the log exists and was read up to this position, or when the signal says that nobody waits. */
  async reached(position: number, signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => aborted.resolve(), { once: true });
    while (!this.stopped && !signal.aborted && (this.head === undefined || this.head < position)) {
      const moved = Promise.withResolvers<void>();
      this.progress.add(moved.resolve);
      await Promise.race([moved.promise, aborted.promise]);
      this.progress.delete(moved.resolve);
    }
  }

  /** The position of the log's last event, as the server says. */
  async end(): Promise<number> {
    return (await this.source.broker.manager.streams.info(this.source.vertical)).state.last_seq;
  }

  private async read() {
    const end = await this.end();
    if (!this.recentFacts || end < this.last) {
      this.last = end;
      this.recentFacts = new RecentFacts(end);
      this.moved();
    }
    const { vertical: stream, broker } = this.source;
    const tail = LogTail.read(broker.connection, { stream, after: this.last, signal: this.stopping.signal });
    for await (const { messages } of tail)
      for (const message of messages) {
        const fact = readFact(this.source, message);
        this.last = message.seq;
        if (fact) this.spread(fact);
        this.moved();
      }
  }

  private spread(fact: Fact) {
    this.recentFacts?.add(fact);
    const listening = new Set(fact.topics.flatMap((topic) => [...(this.listeners.get(topic) ?? [])]));
    for (const listener of listening) listener.tell(fact);
  }

  private moved() {
    for (const resolve of this.progress) resolve();
  }
}
