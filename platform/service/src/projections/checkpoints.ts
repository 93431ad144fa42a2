import { setTimeout as wait } from 'node:timers/promises';
import { problem, ProblemError } from '@jogakbo/contract';
import type { Projection } from '@jogakbo/domain';
import { currentCall, remaining } from '../call.ts';
import type { Database } from '../postgres/database.ts';
import { streamOf } from './projection-reader.ts';

/** Milliseconds that it takes to tell a caller that the view is behind, before its deadline has passed. */
const TELLING = 100;

/** Lets a question wait until this vertical's views have seen the writes that the caller knows of. */
export class Checkpoints {
  private readonly database: Database;
  /** How many views read each log: one that has not begun to read has seen nothing. */
  private readonly readersOf: ReadonlyMap<string, number>;
  constructor(database: Database, projections: readonly Projection[]) {
    this.database = database;
    const streams = Map.groupBy(projections.map(streamOf), (stream) => stream);
    this.readersOf = new Map([...streams].map(([stream, { length }]) => [stream, length]));
  }

  /** By log: the position that every view of this vertical has seen. */
  async positions(): Promise<Record<string, number>> {
    const rows = await this.database.query<{ stream: string; position: number }>(
      'select stream, min(position)::bigint as position from projection_checkpoint group by stream',
    );
    return Object.fromEntries(rows.map(({ stream, position }) => [stream, position]));
  }

  /**
   * Resolves when every projection has seen the positions that the current call names.
   *
   * @throws ProblemError `view-behind` just before the deadline, when that comes first.
   */
  async seen(): Promise<void> {
    const after = currentCall()?.after;
    if (!after?.size) return;
    while (remaining() > TELLING) {
      const rows = await this.database.query<{ stream: string; position: number; readers: number }>(
        'select stream, min(position)::bigint as position, count(*)::int as readers from projection_checkpoint where stream = any($1) group by stream',
        [[...after.keys()]],
      );
      const seen = new Map(rows.map((row) => [row.stream, row]));
      const hasSeen = ([stream, wanted]: [string, number]) => {
        const readers = this.readersOf.get(stream) ?? 0;
        const row = seen.get(stream);
        return readers === 0 || (row !== undefined && row.readers >= readers && row.position >= wanted);
      };
      if ([...after].every(hasSeen)) return;
      await wait(10);
    }
    throw new ProblemError(problem('view-behind'));
  }
}
