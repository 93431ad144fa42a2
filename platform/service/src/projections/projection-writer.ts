import { rowKey, type Projection } from '@jogakbo/domain';
import type { Database } from '../postgres/database.ts';
import { projectionEvents, projectionPosition } from '../telemetry/metrics.ts';
import { Checkpoint } from '../readers/checkpoint.ts';
import { bury } from '../readers/dead-letters.ts';
import type { Follower, Following } from '../readers/follower.ts';
import type { Readership } from '../readers/log-reader.ts';
import { partFor, type DeadEvent, type ReadBatch } from '../readers/read-batch.ts';
import { foldBatch, foldOneByOne, isRefusedValue } from './read-store.ts';

/**
 * Folds what is read of a log into a projection's table.
 *
 * @remarks Rows and checkpoint commit in one transaction, fenced by the checkpoint's old value, so an event counts once
 * whatever crashes, and whoever else believes to be the reader. An event that cannot be folded is written down as a dead
 * letter with its reason.
 */
export class ProjectionWriter implements Following {
  private constructor(
    readonly follower: Follower,
    private readonly projection: Projection,
    private readonly database: Database,
    private readonly checkpoint: Checkpoint,
  ) {}

  /** The follower that keeps a projection's table. */
  static follower(projection: Projection, database: Database): Follower {
    const { name } = projection;
    const follower: Follower = {
      name,
      from: Object.values(projection.from),
      open: async () => new ProjectionWriter(follower, projection, database, await Checkpoint.open(name, streamOf(projection), database)),
    };
    return follower;
  }

  get position(): number {
    return this.checkpoint.position;
  }

  /** Folds what the projection has not seen of a batch. */
  async commit(batch: ReadBatch): Promise<void> {
    if (batch.to <= this.position) return;
    const { events, dead } = partFor(this.follower, this.position, batch);
    let unfolded = 0;
    if (events.length === 0 && dead.length === 0) await this.checkpoint.moveTo(batch.to);
    else unfolded = await this.fold({ events, dead, to: batch.to });
    this.checkpoint.arrivedAt(batch.to);
    this.count(events.length - unfolded, dead.length + unfolded);
  }

  /** Returns how many events could not be folded. Values that PostgreSQL refuses are looked for one event at a time. */
  private async fold({ events, dead, to }: Pick<ReadBatch, 'events' | 'dead' | 'to'>): Promise<number> {
    const foldBy = (folding: typeof foldBatch) =>
      this.database.transaction(async (transaction) => {
        const failed = await folding(transaction, this.projection, events);
        await bury(this.checkpoint, this.lettersFor([...dead, ...failed]), transaction);
        await this.checkpoint.moveTo(to, transaction);
        return failed.length;
      });
    return foldBy(foldBatch).catch((error: unknown) => {
      if (isRefusedValue(error)) return foldBy(foldOneByOne);
      throw error;
    });
  }

  private lettersFor(dead: readonly DeadEvent[]) {
    return dead.map(({ event, reason }) => ({ event, reason, key: rowKey(this.projection, event.data) }));
  }

  private count(folded: number, dead: number) {
    const labels = { projection: this.projection.name };
    projectionPosition.set(labels, this.position);
    projectionEvents.inc({ ...labels, outcome: 'folded' }, folded);
    projectionEvents.inc({ ...labels, outcome: 'dead' }, dead);
  }
}

/** The log that a projection reads: all its events are one vertical's. */
export function streamOf(projection: Projection): string {
  const verticals = [...new Set(Object.values(projection.from).map(({ vertical }) => vertical))];
  if (verticals.length !== 1)
    throw new Error(`Projection ${projection.name} reads ${verticals.length} logs; one is what can be read in order.`);
  return verticals[0]!;
}

/** What keeps the tables of a vertical's projections: for each log that they fold, those who follow it. */
export const projectionReaderships = (projections: readonly Projection[], database: Database): Readership[] =>
  [...Map.groupBy(projections, streamOf)].map(([stream, folding]) => ({
    stream,
    kind: 'projections',
    followers: folding.map((projection) => ProjectionWriter.follower(projection, database)),
  }));
