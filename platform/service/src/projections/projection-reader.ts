import { setTimeout as wait } from 'node:timers/promises';
import {
  AckPolicy,
  DeliverPolicy,
  ReplayPolicy,
  type ConsumerMessages,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { headerNames, subjects } from '@jogakbo/contract';
import type { Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { lead } from '../postgres/leadership.ts';
import { log } from '../telemetry/log.ts';
import { projectionEvents, projectionPosition } from '../telemetry/metrics.ts';
import { foldBatch, type DeadEvent, type ReadEvent } from './read-store.ts';

/** The most events that are committed together, and the most messages that are passed over before the checkpoint moves. */
const BATCH = 1000;
const STRETCH = 10 * BATCH;
const MILLISECONDS = 1_000_000;

/** What a reader needs of the process around it. */
export interface ReaderParts {
  readonly vertical: string;
  readonly database: Database;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** What is committed together: after which position it begins, where it ends, and what was read between. */
interface ReadBatch {
  readonly from: number;
  to: number;
  readonly events: ReadEvent[];
  readonly dead: DeadEvent[];
}
const batchAfter = (position: number): ReadBatch => ({ from: position, to: position, events: [], dead: [] });
const isFull = ({ from, to, events }: ReadBatch) => events.length >= BATCH || to - from >= STRETCH;

/** The stream a projection reads: all its events are one vertical's. */
export function streamOf(projection: Projection): string {
  const verticals = [...new Set(Object.values(projection.from).map(({ vertical }) => vertical))];
  if (verticals.length !== 1)
    throw new Error(`Projection ${projection.name} reads ${verticals.length} logs; one is what can be read in order.`);
  return verticals[0]!;
}
export const consumerOf = (vertical: string, projection: Projection) => `${vertical}-${projection.name}`;

/**
 * Reads a log in order and folds it into a projection's table, for ever.
 *
 * @remarks Rows and checkpoint commit in one transaction, fenced by the checkpoint's old value, so an event counts once
 * whatever crashes. One replica reads at a time. An event that cannot be folded is written down as a dead letter with
 * its reason. When the log ends before the checkpoint, the reader stops and says so.
 */
export class ProjectionReader {
  readonly stream: string;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wrong: string | undefined;
  /** How the subjects of events begin that the projection may name. */
  private readonly concerning: readonly string[];

  constructor(
    readonly projection: Projection,
    private readonly parts: ReaderParts,
  ) {
    this.stream = streamOf(projection);
    const definitions = Object.values(projection.from);
    this.concerning = [...new Set(definitions.map(({ vertical, aggregate }) => subjects.log(vertical, aggregate, '')))];
  }

  start() {
    const name = `projection:${this.projection.name}`;
    this.running = lead(this.parts.database, name, this.stopping.signal, (signal) => this.read(signal));
  }
  async stop() {
    this.stopping.abort();
    await this.running;
  }
  /** What keeps this reader from going on, if anything. */
  problem(): string | undefined {
    return this.wrong;
  }

  private async read(signal: AbortSignal) {
    const checkpoint = await this.checkpoint();
    await this.streamThatHas(checkpoint, signal);
    if (signal.aborted) return;
    const messages = await this.consume(checkpoint + 1);
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      // The lead may have been lost while the consumer was made: then nobody tells any more.
      if (!signal.aborted) await this.foldAll(messages, checkpoint);
    } finally {
      signal.removeEventListener('abort', stop);
      messages.stop();
    }
  }

  /** Takes the next batch in while the one before is being committed. */
  private async foldAll(messages: ConsumerMessages, checkpoint: number) {
    let committing = Promise.resolve();
    let batch = batchAfter(checkpoint);
    try {
      for await (const message of messages) {
        this.take(message, batch);
        if (message.info.pending > 0 && !isFull(batch)) continue;
        await committing;
        committing = this.commit(batch);
        committing.catch(() => messages.stop());
        batch = batchAfter(batch.to);
      }
    } finally {
      await committing;
    }
  }

  private async commit({ from, to, events, dead }: ReadBatch): Promise<void> {
    const unfolded = await this.parts.database.transaction(async (transaction) => {
      const failed = await foldBatch(transaction, this.projection, events);
      await this.bury(transaction, [...dead, ...failed]);
      const { rowCount } = await transaction.query(
        'update projection_checkpoint set position = $3 where projection = $1 and position = $2',
        [this.projection.name, from, to],
      );
      if (rowCount !== 1) throw new Error('Another reader has moved the checkpoint');
      return failed.length;
    });
    const labels = { projection: this.projection.name };
    projectionPosition.set(labels, to);
    projectionEvents.inc({ ...labels, outcome: 'folded' }, events.length - unfolded);
    projectionEvents.inc({ ...labels, outcome: 'dead' }, dead.length + unfolded);
  }

  /** Reads what a message says; nothing of the message itself is kept, so that a long log needs no more memory than a short one. */
  private take(message: JsMsg, batch: ReadBatch) {
    const position = (batch.to = message.seq);
    if (!this.isConcernedBy(message.subject)) return;
    try {
      const type = headerOf(message, headerNames.type);
      const definition = this.projection.from[type];
      if (!definition) return;
      const data = definition.schema.parse(message.json());
      const occurredAt = instantOf(headerOf(message, headerNames.time));
      batch.events.push({ kind: 'event', type, data, occurrence: { position, occurredAt } });
    } catch (error) {
      const occurrence = { position, occurredAt: new Date(message.info.timestampNanos / MILLISECONDS) };
      batch.dead.push({ event: { kind: 'event', type: 'unknown', data: { subject: message.subject }, occurrence }, reason: String(error) });
    }
  }

  /** Events of other aggregates are passed over unread; they still move the checkpoint. */
  private isConcernedBy(subject: string): boolean {
    return this.concerning.some((prefix) => subject.startsWith(prefix));
  }

  private async bury(transaction: Transaction, dead: DeadEvent[]) {
    for (const { event, reason } of dead) {
      log.error({ projection: this.projection.name, position: event.occurrence.position, reason }, 'An event could not be folded');
      await transaction.query(
        `insert into dead_letter (projection, position, type, key, reason, data) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
        [
          this.projection.name,
          event.occurrence.position,
          event.type,
          String(event.data?.[this.projection.into.key] ?? ''),
          reason,
          JSON.stringify(event.data),
        ],
      );
    }
  }

  private async checkpoint(): Promise<number> {
    const [row] = await this.parts.database.query<{ position: number }>(
      `insert into projection_checkpoint (projection, stream, position) values ($1, $2, 0)
       on conflict (projection) do update set stream = excluded.stream returning position`,
      [this.projection.name, this.stream],
    );
    return row!.position;
  }

  /** Waits until the log is there; a log that ends before the checkpoint is damage, and nobody reads on over it. */
  private async streamThatHas(checkpoint: number, signal: AbortSignal) {
    while (!signal.aborted) {
      const info = await this.parts.manager.streams.info(this.stream).catch(() => undefined);
      if (info && info.state.last_seq >= checkpoint) return void (this.wrong = undefined);
      if (info) {
        this.wrong = `the log ${this.stream} ends at ${info.state.last_seq}, before the checkpoint ${checkpoint} of ${this.projection.name}`;
        log.error(this.wrong);
      }
      await wait(500, undefined, { signal }).catch(() => {});
    }
  }

  private async consume(from: number) {
    const name = consumerOf(this.parts.vertical, this.projection);
    await this.parts.manager.consumers.delete(this.stream, name).catch(() => {});
    await this.parts.manager.consumers.add(this.stream, {
      name,
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: from,
      replay_policy: ReplayPolicy.Instant,
      mem_storage: true,
      inactive_threshold: 300_000 * MILLISECONDS,
    });
    const consumer = await this.parts.jetstream.consumers.get(this.stream, name);
    // A consumer that is gone (the server was restarted) ends the reading within seconds; the next lead makes it anew.
    return consumer.consume({ max_messages: 3 * BATCH, expires: 5000, idle_heartbeat: 1000, abort_on_missing_resource: true });
  }
}

/** Of an event's envelope a fold is told only when it occurred: the rest is not read for it. */
function headerOf(message: JsMsg, name: string): string {
  const value = message.headers?.get(name);
  if (!value) throw new Error(`The event has no header ${name}`);
  return value;
}

function instantOf(time: string): Date {
  const instant = new Date(time);
  if (Number.isNaN(instant.getTime())) throw new Error(`${time} is no time at which an event may have occurred`);
  return instant;
}
