import { setTimeout as wait } from 'node:timers/promises';
import { DeliverPolicy, jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventsIn } from '@jogakbo/contract';
import type { Books } from './books.ts';

const RETRY = 500;

/** Reads the logs of some verticals into books as they grow, over whatever happens to the broker meanwhile. */
export class LogsReader {
  private readonly positions = new Map<string, number>();
  private readonly stopping = new AbortController();
  private readonly reading: Promise<unknown>;
  private readonly jetstream: JetStreamClient;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly verticals: readonly string[],
    private readonly books: Books,
  ) {
    this.jetstream = jetstream(connection);
    this.reading = Promise.all(verticals.map((vertical) => this.follow(vertical)));
  }

  static async start(connection: NatsConnection, verticals: readonly string[], books: Books): Promise<LogsReader> {
    return new LogsReader(connection, await jetstreamManager(connection, { checkAPI: false }), verticals, books);
  }

  /** Resolves when everything that stands in the logs now is in the books. */
  async upToDate(): Promise<void> {
    for (const vertical of this.verticals) {
      const { last_seq: end } = (await this.manager.streams.info(vertical)).state;
      while ((this.positions.get(vertical) ?? 0) < end) await wait(20);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reading;
    await this.connection.close();
  }

  private async follow(vertical: string) {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.read(vertical, signal).catch(() => {});
      await wait(RETRY, undefined, { signal }).catch(() => {});
    }
  }

  private async read(vertical: string, signal: AbortSignal) {
    const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: (this.positions.get(vertical) ?? 0) + 1 };
    const consumer = await this.jetstream.consumers.get(vertical, from);
    const messages = await consumer.consume({ max_messages: 500 });
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const message of messages) this.take(vertical, message);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private take(vertical: string, message: JsMsg) {
    if (message.seq <= (this.positions.get(vertical) ?? 0)) return;
    const events = eventsIn(
      (name) => message.headers?.get(name),
      () => message.json(),
    );
    for (const { type, data, occurredAt } of events) this.books.enter({ vertical, type, data: data(), at: Date.parse(occurredAt) });
    this.positions.set(vertical, message.seq);
  }
}
