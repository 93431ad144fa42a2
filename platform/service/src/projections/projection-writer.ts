import type { Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { log } from '../telemetry/log.ts';
import { projectionEvents, projectionPosition } from '../telemetry/metrics.ts';
import { partFor, type DeadEvent, type ReadBatch } from './read-batch.ts';
import { foldBatch, foldOneByOne, isRefusedValue } from './read-store.ts';

/** Somebody else reads for the projection: its checkpoint is not where this reader left it. */
export class CheckpointMoved extends Error {
  constructor(projection: string) {
    super(`Another reader has moved the checkpoint of ${projection}`);
  }
}

/**
 * Folds what is read of a log into a projection's table.
 *
 * @remarks Rows and checkpoint commit in one transaction, fenced by the checkpoint's old value, so an event counts once
 * whatever crashes, and whoever else believes to be the reader. An event that cannot be folded is written down as a dead
 * letter with its reason.
 */
export class ProjectionWriter {
  private constructor(
    readonly projection: Projection,
    private readonly database: Database,
    private seen: number,
  ) {}

  /** Opens the projection at its checkpoint; a projection that is new begins before the log's first event. */
  static async open(projection: Projection, stream: string, database: Database): Promise<ProjectionWriter> {
    const [row] = await database.query<{ position: number }>(
      `insert into projection_checkpoint (projection, stream, position) values ($1, $2, 0)
       on conflict (projection) do update set stream = excluded.stream returning position`,
      [projection.name, stream],
    );
    return new ProjectionWriter(projection, database, row!.position);
  }

  /** The position up to which the projection has folded its log. */
  get position(): number {
    return this.seen;
  }

  /** Folds what the projection has not seen of a batch. */
  async commit(batch: ReadBatch): Promise<void> {
    if (batch.to <= this.seen) return;
    const { events, dead } = partFor(this.projection, this.seen, batch);
    const nothing = events.length === 0 && dead.length === 0;
    const unfolded = nothing ? await this.moveTo(batch.to, this.database.pool) : await this.fold({ events, dead, to: batch.to });
    this.seen = batch.to;
    this.count(events.length - unfolded, dead.length + unfolded);
  }

  /** Returns how many events could not be folded. Values that PostgreSQL refuses are looked for one event at a time. */
  private async fold({ events, dead, to }: Pick<ReadBatch, 'events' | 'dead' | 'to'>): Promise<number> {
    const foldBy = (folding: typeof foldBatch) =>
      this.database.transaction(async (transaction) => {
        const failed = await folding(transaction, this.projection, events);
        await this.bury([...dead, ...failed], transaction);
        await this.moveTo(to, transaction);
        return failed.length;
      });
    return foldBy(foldBatch).catch((error: unknown) => {
      if (isRefusedValue(error)) return foldBy(foldOneByOne);
      throw error;
    });
  }

  private async moveTo(position: number, connection: Pick<Transaction, 'query'>): Promise<number> {
    const { rowCount } = await connection.query('update projection_checkpoint set position = $3 where projection = $1 and position = $2', [
      this.projection.name,
      this.seen,
      position,
    ]);
    if (rowCount !== 1) throw new CheckpointMoved(this.projection.name);
    return 0;
  }

  private async bury(dead: readonly DeadEvent[], transaction: Transaction) {
    for (const { event, reason } of dead) {
      log.error({ projection: this.projection.name, position: event.occurrence.position, reason }, 'An event could not be folded');
      await transaction.query(
        `insert into dead_letter (projection, position, place, type, key, reason, data) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing`,
        [
          this.projection.name,
          event.occurrence.position,
          event.occurrence.place,
          event.type,
          String(event.data?.[this.projection.into.key] ?? ''),
          reason,
          JSON.stringify(event.data),
        ],
      );
    }
  }

  private count(folded: number, dead: number) {
    const labels = { projection: this.projection.name };
    projectionPosition.set(labels, this.seen);
    projectionEvents.inc({ ...labels, outcome: 'folded' }, folded);
    projectionEvents.inc({ ...labels, outcome: 'dead' }, dead);
  }
}
