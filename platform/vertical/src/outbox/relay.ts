import { headers as natsHeaders } from '@nats-io/transport-node';
import { JetStreamApiError, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { headerNames } from '@jogakbo/protocol';
import { isFull, mayPass, log, machine } from '@jogakbo/runtime';
import type { Database } from '../postgres/database.ts';
import type { Leadership } from '../postgres/leadership.ts';
import { outboxWaiting } from '../metrics.ts';
import { Failures } from '../subscriptions/failures.ts';

const BATCH = 500;
const IDLE = 500;
const OUTBOX_POSITION = 'jogakbo-outbox-position';
const WRONG_LAST_SEQUENCE = 10_071;

interface Waiting {
  readonly outbox_position: number;
  readonly event_id: string;
  readonly subject: string;
  readonly headers: Record<string, string>;
  readonly data: unknown;
}

/** What a relay works with. */
export interface RelayParts {
  readonly database: Database;
  readonly leadership: Leadership;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Whether another replica may do what this one could not: it is cut off, or leads no more. A full log is full for all. */
const passesOn = (error: unknown) =>
  (error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE) || (mayPass(error) && !isFull(error));

/**
 * Moves committed events from the outbox to the log, in order, each once.
 *
 * @remarks One replica leads. Every publish expects the log's last position, so a leader that lost its lock while it was
 * paused is refused by the log itself. Each message carries its place in the outbox: a new leader reads the log's last
 * message and knows what is there already, whatever its predecessor managed to remember. One that cannot go on says why, and
 * retries with exponential backoff; what another replica may do, such as when this one is cut off, passes on.
 */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wakened = Promise.withResolvers<void>();
  private readonly failures: Failures;
  private readonly name: string;

  constructor(
    private readonly stream: string,
    private readonly parts: RelayParts,
  ) {
    this.name = `the outbox relay of ${stream}`;
    this.failures = new Failures(stream);
  }

  start() {
    this.running = this.parts.leadership.lead('outbox-relay', this.stopping.signal, (signal) => this.relayOn(signal));
  }
  /** What keeps it from going on, if anything. */
  problem(): string | undefined {
    return this.failures.reasonOf(this.name);
  }
  wake() {
    this.wakened.resolve();
  }
  async stop() {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  /** As long as it leads: whoever leads knows what has failed, and how often. */
  private async relayOn(lead: AbortSignal) {
    try {
      while (!lead.aborted) {
        await this.relay(lead).catch((error: unknown) => {
          if (lead.aborted || passesOn(error)) throw error;
          log.warn({ err: error }, this.failures.add({ name: this.name }, error, false));
        });
        await machine.pause(this.failures.pauseOf(this.name), lead);
      }
    } finally {
      this.failures.clear();
      outboxWaiting.set(0);
    }
  }

  private async relay(signal: AbortSignal) {
    let last = await this.catchUp();
    while (!signal.aborted) {
      this.wakened = Promise.withResolvers();
      const waiting = await this.parts.database.query<Waiting>(
        'select outbox_position, event_id, subject, headers, data from outbox where log_position is null order by outbox_position limit $1',
        [BATCH],
      );
      outboxWaiting.set(waiting.length);
      if (waiting.length > 0) last = await this.publish(waiting, last);
      this.failures.forget(this.name);
      if (waiting.length < BATCH) await Promise.race([this.wakened.promise, machine.pause(IDLE, signal)]);
    }
  }

  /** What the log has already is marked so; returns the log's last position. */
  private async catchUp(): Promise<number> {
    const { state } = await this.parts.manager.streams.info(this.stream);
    if (state.last_seq === 0) return 0;
    const message = await this.parts.manager.streams.getMessage(this.stream, { seq: state.last_seq });
    const position = Number(message?.header.get(OUTBOX_POSITION) ?? 0);
    await this.parts.database.query('update outbox set log_position = $2 where log_position is null and outbox_position <= $1', [
      position,
      state.last_seq,
    ]);
    return state.last_seq;
  }

  private async publish(waiting: Waiting[], last: number): Promise<number> {
    const acknowledged = await Promise.all(waiting.map((event, index) => this.publishOne(event, last + index)));
    await this.parts.database.query(
      `update outbox set log_position = published.log_position
       from jsonb_to_recordset($1) as published(outbox_position bigint, log_position bigint)
       where outbox.outbox_position = published.outbox_position`,
      [JSON.stringify(acknowledged)],
    );
    await this.parts.database.query('delete from outbox where log_position is not null and outbox_position < $1', [
      waiting[0]!.outbox_position - 10 * BATCH,
    ]);
    return last + waiting.length;
  }

  private async publishOne(event: Waiting, expected: number) {
    const headers = natsHeaders();
    for (const [name, value] of Object.entries(event.headers)) headers.set(name, value);
    headers.set(OUTBOX_POSITION, String(event.outbox_position));
    headers.set(headerNames.contentType, 'application/json');
    const { seq } = await this.parts.jetstream.publish(event.subject, JSON.stringify(event.data), {
      headers,
      msgID: event.event_id,
      expect: { lastSequence: expected },
    });
    return { outbox_position: event.outbox_position, log_position: seq };
  }
}
