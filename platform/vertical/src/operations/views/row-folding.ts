import type { FoldedRow } from '@jogakbo/protocol';
import type { Projection } from '@jogakbo/domain';
import type { Transaction } from '../../postgres/database.ts';
import { isBefore, Parking } from '../../subscriptions/parking.ts';
import type { DeadEvent, ReadBatch, ReadEvent } from '../../subscriptions/read-batch.ts';
import { foldBatch, foldOneByOne, isOfTheEvent, rowsOf } from '../../projections/read-store.ts';

/** The table that a row is folded into: its session's alone, and gone with its transaction. */
const TABLE = 'past_row';

/** Folds one row anew, beside its live table: what PostgreSQL itself makes of a row, or refuses, is the same. */
export class RowFolding {
  private last: ReadEvent | undefined;
  private stopped: DeadEvent | undefined;

  private constructor(
    private readonly projection: Projection,
    private readonly key: string,
    private readonly transaction: Transaction,
  ) {}

  static async begin(projection: Projection, key: string, transaction: Transaction): Promise<RowFolding> {
    const { into } = projection;
    await transaction.query(`create temporary table ${TABLE} (like "${into.table}" including all) on commit drop`);
    return new RowFolding({ ...projection, into: { ...into, table: TABLE } }, key, transaction);
  }

  /** Whether nothing that comes later changes the row: it waits behind what failed. */
  get isOver(): boolean {
    return this.stopped !== undefined;
  }

  async take({ events, dead }: Pick<ReadBatch, 'events' | 'dead'>): Promise<void> {
    const failed = await this.fold(events, dead);
    [this.stopped] = [...dead, ...failed].sort((one, other) => (isBefore(one.event.occurrence, other.event.occurrence) ? -1 : 1));
    const left = new Set(failed.map(({ event }) => event));
    this.last = events.findLast((event) => !left.has(event)) ?? this.last;
  }

  async end(): Promise<FoldedRow> {
    const { last, stopped } = this;
    const rows = last && (await rowsOf(this.transaction, this.projection, [this.key]));
    return {
      row: rows?.get(this.key) ?? null,
      ...(last && {
        last: { position: last.occurrence.position, occurredAt: last.occurrence.occurredAt.toISOString(), type: last.type },
      }),
      ...(stopped && { stopped: { position: stopped.event.occurrence.position, reason: stopped.reason } }),
    };
  }

  /** Values that PostgreSQL refuses are looked for one event at a time. */
  private async fold(events: readonly ReadEvent[], unread: readonly DeadEvent[]): Promise<DeadEvent[]> {
    const { transaction, projection } = this;
    const folding = () => ({ events, parking: this.parkedBy(unread) });
    try {
      return await transaction.attempt(() => foldBatch(transaction, projection, folding()));
    } catch (error) {
      if (!isOfTheEvent(error)) throw error;
      return foldOneByOne(transaction, projection, folding());
    }
  }

  private parkedBy(unread: readonly DeadEvent[]): Parking {
    const parking = new Parking();
    for (const { event } of unread) parking.park(this.key, event.occurrence);
    return parking;
  }
}
