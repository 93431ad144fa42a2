import { setTimeout as wait } from 'node:timers/promises';
import { problem, ProblemError } from '@jogakbo/contract';
import { currentCall, remaining } from '../call.ts';
import type { Database } from '../postgres/database.ts';

/** Milliseconds that it takes to tell a caller that the view is behind, before its deadline has passed. */
const TELLING = 100;

/** Lets a question wait until this vertical's views have seen the writes that the caller knows of. */
export class Checkpoints {
  private readonly database: Database;
  constructor(database: Database) {
    this.database = database;
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
      const rows = await this.database.query<{ stream: string; position: number }>(
        'select stream, min(position)::bigint as position from projection_checkpoint where stream = any($1) group by stream',
        [[...after.keys()]],
      );
      if (rows.every(({ stream, position }) => position >= after.get(stream)!)) return;
      await wait(10);
    }
    throw new ProblemError(problem('view-behind'));
  }
}
