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

const BATCH = 1000;
const MILLISECONDS = 1_000_000;

/** What a reader needs of the process around it. */
export interface ReaderParts {
  readonly vertical: string;
  readonly database: Database;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Messages that were read and are to be committed together: where they begin and end, and what they say. */
interface ReadBatch {
  readonly from: number;
  readonly to: number;
  readonly events: ReadEvent[];
  readonly dead: DeadEvent[];
}

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
      await this.foldAll(messages, checkpoint);
    } finally {
      signal.removeEventListener('abort', stop);
      messages.stop();
    }
  }

  /** Takes the next batch in while the one before is being committed. */
  private async foldAll(messages: ConsumerMessages, checkpoint: number) {
    let committing = Promise.resolve();
    let from = checkpoint;
    let batch: JsMsg[] = [];
    try {
      for await (const message of messages) {
        batch.push(message);
        if (batch.length < BATCH && message.info.pending > 0) continue;
        const read = this.decode(batch, from);
        await committing;
        committing = this.commit(read);
        committing.catch(() => messages.stop());
        from = read.to;
        batch = [];
      }
    } finally {
      await committing;
    }
  }

  private async commit({ from, to, events, dead }: ReadBatch): Promise<void> {
    await this.parts.database.transaction(async (transaction) => {
      dead.push(...(await foldBatch(transaction, this.projection, events)));
      await this.bury(transaction, dead);
      const { rowCount } = await transaction.query(
        'update projection_checkpoint set position = $3 where projection = $1 and position = $2',
        [this.projection.name, from, to],
      );
      if (rowCount !== 1) throw new Error('Another reader has moved the checkpoint');
    });
    const labels = { projection: this.projection.name };
    projectionPosition.set(labels, to);
    projectionEvents.inc({ ...labels, outcome: 'folded' }, events.length - dead.length);
    projectionEvents.inc({ ...labels, outcome: 'dead' }, dead.length);
  }

  private decode(batch: JsMsg[], from: number): ReadBatch {
    const read: ReadBatch = { from, to: batch.at(-1)!.seq, events: [], dead: [] };
    for (const message of batch) {
      if (!this.isConcernedBy(message.subject)) continue;
      const position = message.seq;
      try {
        const type = headerOf(message, headerNames.type);
        const definition = this.projection.from[type];
        if (!definition) continue;
        const data = definition.schema.parse(message.json());
        const occurredAt = new Date(headerOf(message, headerNames.time));
        read.events.push({ kind: 'event', type, data, occurrence: { position, occurredAt } });
      } catch (error) {
        const occurrence = { position, occurredAt: new Date(message.info.timestampNanos / MILLISECONDS) };
        read.dead.push({
          event: { kind: 'event', type: 'unknown', data: { subject: message.subject }, occurrence },
          reason: String(error),
        });
      }
    }
    return read;
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
