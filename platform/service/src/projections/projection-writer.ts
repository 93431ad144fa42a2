import { rowKey, type Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { projectionEvents, projectionPosition } from '../telemetry/metrics.ts';
import { Checkpoint } from '../readers/checkpoint.ts';
import { bury, parkedKeys, type DeadLetter } from '../readers/dead-letters.ts';
import type { Follower, Following } from '../readers/follower.ts';
import type { Readership } from '../readers/log-reader.ts';
import { Parking } from '../readers/parking.ts';
import { partFor, type DeadEvent, type ReadBatch } from '../readers/read-batch.ts';
import { foldBatch, foldOneByOne, isRefusedValue } from './read-store.ts';

interface WriterParts {
  readonly follower: Follower;
  readonly projection: Projection;
  readonly database: Database;
  readonly checkpoint: Checkpoint;
}

/**
 * Folds what is read of a log into a projection's table.
 *
 * @remarks Rows and checkpoint commit in one transaction, fenced by the checkpoint's old value, so an event counts once
 * whatever crashes, and whoever else believes to be the reader. An event that cannot be folded is written down as a dead
 * letter with its reason and parks its key: what comes later for that row waits behind it, everything else goes on.
 */
export class ProjectionWriter implements Following {
  private readonly parts: WriterParts;
  private parking: Parking;
  private constructor(parts: WriterParts, parking: Parking) {
    this.parts = parts;
    this.parking = parking;
  }

  /** The follower that keeps a projection's table. */
  static follower(projection: Projection, database: Database): Follower {
    const { name, from } = projection;
    const follower: Follower = {
      name,
      from: Object.values(from),
      open: async () => {
        const checkpoint = await Checkpoint.open(name, streamOf(projection), database);
        return new ProjectionWriter({ follower, projection, database, checkpoint }, await parkedKeys(checkpoint, database.pool));
      },
    };
    return follower;
  }

  get follower(): Follower {
    return this.parts.follower;
  }
  get position(): number {
    return this.parts.checkpoint.position;
  }

  /** Folds what the projection has not seen of a batch. */
  async commit(batch: ReadBatch): Promise<void> {
    if (batch.to <= this.position) return;
    const { events, dead } = partFor(this.follower, this.position, batch);
    let unfolded = 0;
    const { checkpoint } = this.parts;
    if (events.length === 0 && dead.length === 0) await checkpoint.moveTo(batch.to);
    else unfolded = await this.fold({ events, dead, to: batch.to });
    checkpoint.arrivedAt(batch.to);
    this.count(events.length - unfolded, dead.length + unfolded);
  }

  /** Returns how many events could not be folded. Values that PostgreSQL refuses are looked for one event at a time. */
  private async fold({ events, dead, to }: Pick<ReadBatch, 'events' | 'dead' | 'to'>): Promise<number> {
    const { projection, database, checkpoint } = this.parts;
    const unread = lettersFor(projection, dead);
    const foldBy = async (folding: typeof foldBatch) => {
      const [failed, parking] = await database.transaction(async (transaction) => {
        const parking = await this.parkingNow(transaction);
        for (const { key, event } of unread) parking.park(key, event.occurrence);
        const failed = lettersFor(projection, await folding(transaction, projection, { events, parking }));
        await bury(checkpoint, [...unread, ...failed], transaction);
        await checkpoint.moveTo(to, transaction);
        return [failed.length, parking] as const;
      });
      this.parking = parking;
      return failed;
    };
    return foldBy(foldBatch).catch((error: unknown) => {
      if (isRefusedValue(error)) return foldBy(foldOneByOne);
      throw error;
    });
  }

  /** Nobody but this writer parks a key; to free one, others hold the checkpoint while they do. */
  private async parkingNow(transaction: Transaction): Promise<Parking> {
    if (this.parking.isEmpty) return new Parking();
    await Checkpoint.lock(this.parts.checkpoint, transaction);
    return parkedKeys(this.parts.checkpoint, transaction);
  }

  private count(folded: number, dead: number) {
    const labels = { projection: this.parts.projection.name };
    projectionPosition.set(labels, this.position);
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
    followers: folding.map((projection) => ProjectionWriter.follower(projection, database)),
  }));
