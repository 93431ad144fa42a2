import { setTimeout as wait } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventsIn } from '@jogakbo/protocol';
import { jetStreamOn, LogTail, type JetStream, type LogMessage } from '@jogakbo/runtime/log-reader';
import type { Books } from './books.ts';

const RETRY = 500;

/** Reads the logs of some verticals into books as they grow, over whatever happens to the broker meanwhile. */
export class LogsReader {
  private readonly positions = new Map<string, number>();
  private readonly stopping = new AbortController();
  private readonly reading: Promise<unknown>;

  private constructor(
    private readonly broker: JetStream,
    private readonly verticals: readonly string[],
    private readonly books: Books,
  ) {
    this.reading = Promise.all(verticals.map((vertical) => this.follow(vertical)));
  }

  static async start(connection: NatsConnection, verticals: readonly string[], books: Books): Promise<LogsReader> {
    return new LogsReader(await jetStreamOn(connection), verticals, books);
  }

  /** Resolves when everything that stands in the logs now is in the books. */
  async upToDate(): Promise<void> {
    for (const vertical of this.verticals) {
      const { last_seq: end } = (await this.broker.manager.streams.info(vertical)).state;
      while ((this.positions.get(vertical) ?? 0) < end) await wait(20);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reading;
    await this.broker.connection.close();
  }

  private async follow(vertical: string) {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.read(vertical, signal).catch(() => {});
      await wait(RETRY, undefined, { signal }).catch(() => {});
    }
  }

  private async read(vertical: string, signal: AbortSignal) {
    const tail = LogTail.read(this.broker.connection, { stream: vertical, after: this.positions.get(vertical) ?? 0, signal });
    for await (const { messages } of tail) for (const message of messages) this.take(vertical, message);
  }

  private take(vertical: string, message: LogMessage) {
    if (message.seq <= (this.positions.get(vertical) ?? 0)) return;
    const events = eventsIn(
      (name) => message.headers.get(name),
      () => message.json(),
    );
    for (const { type, data, occurredAt } of events) this.books.enter({ vertical, type, data: data(), at: Date.parse(occurredAt) });
    this.positions.set(vertical, message.seq);
  }
}
