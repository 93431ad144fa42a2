import { setTimeout as wait } from 'node:timers/promises';
import {
  AckPolicy,
  DeliverPolicy,
  ReplayPolicy,
  type ConsumerMessages,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { consumers } from '@jogakbo/contract';
import type { Projection } from '@jogakbo/domain';
import type { Database } from '../postgres/database.ts';
import { lead } from '../postgres/leadership.ts';
import { log } from '../telemetry/log.ts';
import { ProjectionWriter } from './projection-writer.ts';
import { batchAfter, EventDecoder, type ReadBatch } from './read-batch.ts';

/** The most events that are committed together, and the most messages that are passed over before the checkpoint moves. */
const BATCH = 2000;
const STRETCH = 5 * BATCH;
const MILLISECONDS = 1_000_000;
const RETRY = 500;

const isFull = ({ from, to, events }: ReadBatch) => events.length >= BATCH || to - from >= STRETCH;

/** What a reader needs of the process around it. */
export interface ReaderParts {
  readonly vertical: string;
  readonly database: Database;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** The stream a projection reads: all its events are one vertical's. */
export function streamOf(projection: Projection): string {
  const verticals = [...new Set(Object.values(projection.from).map(({ vertical }) => vertical))];
  if (verticals.length !== 1)
    throw new Error(`Projection ${projection.name} reads ${verticals.length} logs; one is what can be read in order.`);
  return verticals[0]!;
}

/** One reader for each log that a vertical's projections fold. */
export const readersOf = (projections: readonly Projection[], parts: ReaderParts): LogReader[] =>
  [...Map.groupBy(projections, streamOf)].map(([stream, readHere]) => new LogReader(stream, readHere, parts));

/**
 * Reads a log in order for all projections of a vertical that fold its events, for ever.
 *
 * @remarks One replica reads at a time. An event is read once, however many projections fold it; each of them commits on its
 * own. One that fails, or has yet to catch up, is read for apart and holds up no other. When the log ends before
 * a checkpoint, the reader stops and says so.
 */
export class LogReader {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wrong: string | undefined;

  constructor(
    readonly stream: string,
    private readonly projections: readonly Projection[],
    private readonly parts: ReaderParts,
  ) {}

  start() {
    this.running = lead(this.parts.database, `log:${this.stream}`, this.stopping.signal, (signal) => this.read(signal));
  }
  async stop() {
    this.stopping.abort();
    await this.running;
  }
  /** What keeps this reader from going on, if anything. */
  problem(): string | undefined {
    return this.wrong;
  }

  private async read(lead: AbortSignal) {
    const ended = new AbortController();
    const signal = AbortSignal.any([lead, ended.signal]);
    const writers = await Promise.all(this.projections.map((projection) => this.open(projection)));
    const furthest = Math.max(...writers.map(({ position }) => position));
    const [together, behind] = parted(writers, ({ position }) => furthest - position < STRETCH);
    const apart: Promise<void>[] = [];
    const part = ({ projection }: ProjectionWriter) => void apart.push(this.readApart(projection, signal));
    behind.forEach(part);
    try {
      await this.readFor(new Company(together, part), consumers.ofVertical(this.parts.vertical), signal);
    } finally {
      // The lead passes on when nobody reads any more.
      ended.abort();
      await Promise.all(apart);
    }
  }

  private open(projection: Projection) {
    return ProjectionWriter.open(projection, this.stream, this.parts.database);
  }

  /** Reads for one projection on its own, anew whenever that ends. */
  private async readApart(projection: Projection, signal: AbortSignal) {
    const consumer = consumers.ofProjection(this.parts.vertical, projection.name);
    while (!signal.aborted) {
      try {
        await this.readFor(new Company([await this.open(projection)]), consumer, signal);
      } catch (error) {
        log.warn({ err: error, projection: projection.name }, 'A projection cannot go on; trying again');
      }
      await wait(RETRY, undefined, { signal }).catch(() => {});
    }
  }

  private async readFor(company: Company, consumer: string, signal: AbortSignal): Promise<void> {
    await this.streamThatHas(company.furthest, signal);
    if (signal.aborted) return;
    const messages = await this.consume(consumer, company.nearest + 1);
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      // The lead may have been lost while the consumer was made: then nobody tells any more.
      if (!signal.aborted) await this.foldAll(messages, company);
    } finally {
      signal.removeEventListener('abort', stop);
      messages.stop();
    }
  }

  /** Takes the next batch in while the one before is being committed. */
  private async foldAll(messages: ConsumerMessages, company: Company) {
    const decoder = new EventDecoder(company.projections);
    let committing = Promise.resolve();
    let batch = batchAfter(company.nearest);
    try {
      for await (const message of messages) {
        decoder.take(message, batch);
        if (message.info.pending > 0 && !isFull(batch)) continue;
        await committing;
        committing = company.commit(batch);
        committing.catch(() => messages.stop());
        batch = batchAfter(batch.to);
      }
    } finally {
      await committing;
    }
  }

  /** Waits until the log is there; a log that ends before the checkpoint is damage, and nobody reads on over it. */
  private async streamThatHas(checkpoint: number, signal: AbortSignal) {
    while (!signal.aborted) {
      const info = await this.parts.manager.streams.info(this.stream).catch(() => undefined);
      if (info && info.state.last_seq >= checkpoint) return void (this.wrong = undefined);
      if (info) {
        this.wrong = `the log ${this.stream} ends at ${info.state.last_seq}, before the checkpoint ${checkpoint} of its reader`;
        log.error(this.wrong);
      }
      await wait(RETRY, undefined, { signal }).catch(() => {});
    }
  }

  private async consume(name: string, from: number) {
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
    return consumer.consume({ max_messages: 2 * BATCH, expires: 5000, idle_heartbeat: 1000, abort_on_missing_resource: true });
  }
}

/** Projections that are read for together: whoever of them fails leaves, and the last one's failure is everybody's. */
class Company {
  readonly projections: readonly Projection[];
  readonly nearest: number;
  readonly furthest: number;
  constructor(
    private writers: readonly ProjectionWriter[],
    private readonly leaves: (writer: ProjectionWriter) => void = () => {},
  ) {
    this.projections = writers.map(({ projection }) => projection);
    const positions = writers.map(({ position }) => position);
    this.nearest = Math.min(...positions);
    this.furthest = Math.max(...positions);
  }

  async commit(batch: ReadBatch): Promise<void> {
    const outcomes = await Promise.allSettled(this.writers.map((writer) => writer.commit(batch)));
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failures.length === 0) return;
    if (failures.length === this.writers.length) throw failures[0]!.reason;
    const [staying, leaving] = parted(this.writers, (_, index) => outcomes[index]!.status === 'fulfilled');
    this.writers = staying;
    leaving.forEach(this.leaves);
  }
}

function parted<T>(all: readonly T[], isFirst: (one: T, index: number) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one, index) => !isFirst(one, index))];
}
