import { problem, ProblemError } from '@jogakbo/contract';
import type { Projection } from '@jogakbo/domain';
import { currentCall, remaining } from '../call.ts';
import type { Database } from '../postgres/database.ts';
import { streamOf } from './projection-writer.ts';
import { machine } from '../machine.ts';

/** Milliseconds that it takes to tell a caller that the view is behind, before its deadline has passed. */
const TELLING = 100;

/** Lets a question wait until this vertical's views have seen the writes that the caller knows of. */
export class Checkpoints {
  private readonly database: Database;
  /** The projections that fold each log. A table may still have the checkpoint of one that is gone: nobody waits for it. */
  private readonly projectionsOf: ReadonlyMap<string, readonly string[]>;
  constructor(database: Database, projections: readonly Projection[]) {
    this.database = database;
    const byStream = Map.groupBy(projections, streamOf);
    this.projectionsOf = new Map([...byStream].map(([stream, folding]) => [stream, folding.map(({ name }) => name)]));
  }

  /** By log: the position that every view of this vertical has seen; a log that one of them has not begun to read is not named. */
  async positions(): Promise<Record<string, number>> {
    return this.positionsIn([...this.projectionsOf.keys()]);
  }

  /**
   * Resolves when every projection has seen the positions that the current call names.
   *
   * @throws ProblemError `view-behind` just before the deadline, when that comes first.
   */
  async seen(): Promise<void> {
    const after = [...(currentCall()?.after ?? [])].filter(([stream]) => this.projectionsOf.has(stream));
    if (after.length === 0) return;
    while (remaining() > TELLING) {
      const positions = await this.positionsIn(after.map(([stream]) => stream));
      if (after.every(([stream, wanted]) => (positions[stream] ?? -1) >= wanted)) return;
      await machine.pause(10);
    }
    throw new ProblemError(problem('view-behind'));
  }

  private async positionsIn(streams: readonly string[]): Promise<Record<string, number>> {
    const names = streams.flatMap((stream) => this.projectionsOf.get(stream) ?? []);
    const rows = await this.database.query<{ stream: string; position: number; projections: number }>(
      `select stream, min(position)::bigint as position, count(*)::int as projections
       from checkpoint where reader = any($1) group by stream`,
      [names],
    );
    const begun = rows.filter(({ stream, projections }) => projections === this.projectionsOf.get(stream)?.length);
    return Object.fromEntries(begun.map(({ stream, position }) => [stream, position]));
  }
}
