import { rowKey, type Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { projectionEvents, projectionPosition } from '../metrics.ts';
import { mayPass } from '@jogakbo/runtime';
import { Checkpoint, CheckpointMoved } from '../subscriptions/checkpoint.ts';
import { bury, parkedKeys, type DeadLetter } from '../subscriptions/dead-letters.ts';
import type { Follower, Following } from '../subscriptions/follower.ts';
import type { Readership } from '../subscriptions/log-reader.ts';
import { Parking } from '../subscriptions/parking.ts';
import { partFor, type DeadEvent, type ReadBatch } from '../subscriptions/read-batch.ts';
import { foldBatch, foldOneByOne, foldWhatCanBe, isOfTheEvent } from './read-store.ts';
import { openly } from './opening.ts';

interface WriterParts {
  readonly follower: Follower;
  readonly projection: Projection;
  readonly database: Database;
  readonly checkpoint: Checkpoint;
}

/** What of a batch a projection has to fold. */
interface Part extends Pick<ReadBatch, 'events' | 'dead'> {
  readonly writer: ProjectionWriter;
}

/** What came of folding: how many events could not be, and which keys wait now. */
interface Folded {
  readonly failed: number;
  readonly parking: Parking;
}

/** So few events are folded for several projections in one transaction; of more, each takes its own, at the same time. */
const FEW = 100;

/**
 * Folds what is read of a log into a projection's table.
 *
 * @remarks Rows and checkpoint commit in one transaction, fenced by the checkpoint's old value, so an event counts once
 * whatever crashes, and whoever else believes to be the reader. Nothing waits for the disk: what a crash of PostgreSQL takes away is
 * folded again. An event that cannot be folded is written down as a dead
 * letter with its reason and parks its key: what comes later for that row waits behind it, everything else goes on.
 */
export class ProjectionWriter implements Following {
  private readonly parts: WriterParts;
  private parking: Parking;
  private reached: number;
  private constructor(parts: WriterParts, parking: Parking) {
    this.parts = parts;
    this.parking = parking;
    this.reached = parts.checkpoint.position;
  }

  /** The follower that keeps a projection's table. */
  static follower(projection: Projection, database: Database): Follower {
    const { name, from } = projection;
    const follower: Follower = {
      name,
      from: Object.values(from),
      open: async () => {
        const checkpoint = await Checkpoint.open(name, streamOf(projection), database);
        return new ProjectionWriter({ follower, projection, database, checkpoint }, await parkedKeys(checkpoint, database.autocommit));
      },
    };
    return follower;
  }

  get follower(): Follower {
    return this.parts.follower;
  }
  get position(): number {
    return this.reached;
  }
  leave(): Promise<void> {
    return this.parts.checkpoint.settled();
  }

  /** Folds what the projection has not seen of a batch. */
  commit(batch: ReadBatch, isSure: boolean): Promise<void> {
    return ProjectionWriter.commitAll([this], batch, isSure);
  }

  /**
   * Folds a batch for several projections, as far as that saves transactions: each costs a sync of the disk.
   *
   * @remarks Where one of them fails, others may have committed: committing again is nothing for them. One with parked keys has more to
   * look after, and takes a transaction of its own.
   */
  static async commitTogether(writers: readonly ProjectionWriter[], batch: ReadBatch): Promise<void> {
    const isFree = ({ parking }: ProjectionWriter) => parking.isEmpty && batch.events.length <= FEW;
    const groups = [writers.filter(isFree), ...writers.filter((writer) => !isFree(writer)).map((writer) => [writer])];
    await allOf(groups.map((group) => ProjectionWriter.commitAll(group, batch)));
  }

  private static async commitAll(writers: readonly ProjectionWriter[], { to, ...batch }: ReadBatch, isSure = false): Promise<void> {
    const parts = writers
      .filter((writer) => writer.reached < to)
      .map((writer) => ({ writer, ...partFor(writer.follower, writer.reached, { to, ...batch }) }));
    if (parts.every(({ events, dead }) => events.length + dead.length === 0)) return ProjectionWriter.passAll(parts, to);
    await ProjectionWriter.foldAll(parts, to, openly(foldBatch)).catch((error: unknown) => {
      if (error instanceof CheckpointMoved || mayPass(error)) throw error;
      // A value that PostgreSQL refuses is looked for one event at a time, and so is whatever fails again and again.
      if (isSure) return ProjectionWriter.foldAll(parts, to, openly(foldWhatCanBe));
      if (isOfTheEvent(error)) return ProjectionWriter.foldAll(parts, to, openly(foldOneByOne));
      throw error;
    });
  }

  /** Nothing of the batch is for them. */
  private static passAll(parts: readonly Part[], to: number) {
    for (const { writer } of parts) {
      writer.parts.checkpoint.moveSoon(to);
      writer.arrive(to);
    }
  }

  private static async foldAll(parts: readonly Part[], to: number, folding: typeof foldBatch) {
    const { database } = parts[0]!.writer.parts;
    const checkpoints = parts.map(({ writer }) => writer.parts.checkpoint);
    await Promise.all(checkpoints.map((checkpoint) => checkpoint.settled()));
    const folded = await database.replayable(async (transaction) => {
      const all: Folded[] = [];
      for (const part of parts) all.push(await part.writer.fold(part, folding, transaction));
      await Checkpoint.moveAll(checkpoints, to, transaction);
      return all;
    });
    for (const [place, { writer, events, dead }] of parts.entries()) {
      const { parking, failed } = folded[place]!;
      writer.parking = parking;
      writer.parts.checkpoint.arrivedAt(to);
      writer.arrive(to, { folded: events.length - failed, dead: dead.length + failed });
    }
  }

  private async fold({ events, dead }: Part, folding: typeof foldBatch, transaction: Transaction): Promise<Folded> {
    const { projection, checkpoint } = this.parts;
    if (events.length + dead.length === 0) return { failed: 0, parking: this.parking };
    const parking = await this.parkingNow(transaction);
    const unread = lettersFor(projection, dead);
    for (const { key, event } of unread) parking.park(key, event.occurrence);
    const failed = lettersFor(projection, await folding(transaction, projection, { events, parking }));
    await bury(checkpoint, [...unread, ...failed], transaction);
    return { failed: failed.length, parking };
  }

  /** Nobody but this writer parks a key; to free one, others hold the checkpoint while they do. */
  private async parkingNow(transaction: Transaction): Promise<Parking> {
    if (this.parking.isEmpty) return new Parking();
    await Checkpoint.lock(this.parts.checkpoint, transaction);
    return parkedKeys(this.parts.checkpoint, transaction);
  }

  private arrive(position: number, { folded, dead }: { readonly folded: number; readonly dead: number } = { folded: 0, dead: 0 }) {
    const labels = { projection: this.parts.projection.name };
    this.reached = position;
    projectionPosition.set(labels, position);
    projectionEvents.inc({ ...labels, outcome: 'folded' }, folded);
    projectionEvents.inc({ ...labels, outcome: 'dead' }, dead);
  }
}

/** A row's dead letters carry its key; where nothing says which row, the log of the aggregate. */
const lettersFor = (projection: Projection, dead: readonly DeadEvent[]): DeadLetter[] =>
  dead.map(({ event, reason }) => ({ event, reason, key: rowKey(projection, event.data) || String(event.data.subject) }));

/** The log that a projection reads: all its events are one vertical's. */
export function streamOf(projection: Projection): string {
  const verticals = [...new Set(Object.values(projection.from).map(({ vertical }) => vertical))];
  if (verticals.length !== 1)
    throw new Error(`Projection ${projection.name} reads ${verticals.length} logs; one is what can be read in order.`);
  return verticals[0]!;
}

/** What keeps the tables of a vertical's projections: for each log that they fold, those who follow it. */
export const projectionReaderships = (
  projections: readonly Projection[],
  database: Database,
  besideOf?: (stream: string) => Promise<Follower[]>,
): Readership[] =>
  [...Map.groupBy(projections, streamOf)].map(([stream, folding]) => ({
    stream,
    kind: 'projections',
    ...(besideOf && { beside: () => besideOf(stream) }),
    commitTogether,
    followers: folding.map((projection) => ProjectionWriter.follower(projection, database)),
  }));

/** Those that only fold share a transaction; a rebuild, which may have to give way, takes its own. */
async function commitTogether(all: readonly Following[], batch: ReadBatch): Promise<void> {
  const isWriter = (following: Following) => following instanceof ProjectionWriter;
  const others = all.filter((following) => !isWriter(following));
  await allOf([ProjectionWriter.commitTogether(all.filter(isWriter), batch), ...others.map((other) => other.commit(batch))]);
}

/** Resolves when all are done, and fails then if one has: whoever tries again must be alone. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
