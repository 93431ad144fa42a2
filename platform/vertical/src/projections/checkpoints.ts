import { problem, ProblemError } from '@jogakbo/contract';
import type { LogEnds } from '../event-log/log-ends.ts';
import type { Projection } from '@jogakbo/domain';
import { currentCall, remaining, machine } from '@jogakbo/runtime';
import type { Database } from '../postgres/database.ts';
import { streamOf } from './projection-writer.ts';

/** Milliseconds that it takes to tell a caller that the view is behind, before its deadline has passed. */
const TELLING = 100;

/** Lets a question wait until this vertical's views have seen the writes that the caller knows of. */
export class Checkpoints {
  private readonly database: Database;
  /** The projections that fold each log. A table may still have the checkpoint of one that is gone: nobody waits for it. */
  private readonly projectionsOf: ReadonlyMap<string, readonly string[]>;
  private readonly ends: Pick<LogEnds, 'reach'> | undefined;
  private reading: Promise<Record<string, number>> | undefined;

  /** @param ends Says which positions there are; without it all are believed. */
  constructor(database: Database, projections: readonly Projection[], ends?: Pick<LogEnds, 'reach'>) {
    this.database = database;
    this.ends = ends;
    const byStream = Map.groupBy(projections, streamOf);
    this.projectionsOf = new Map([...byStream].map(([stream, folding]) => [stream, folding.map(({ name }) => name)]));
  }

  /** By log: the position that every view of this vertical has seen; a log that one of them has not begun to read is not named. */
  async positions(): Promise<Record<string, number>> {
    // However many wait, they look once: views only go forward, so what was read a moment ago is a position seen.
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /**
   * Resolves when every projection has seen the positions that the current call names.
   *
   * @throws ProblemError `position-unknown` at once when a log has not come so far; `view-behind` just before the deadline, when
   * that comes first.
   */
  async seen(): Promise<void> {
    const after = [...(currentCall()?.after ?? [])].filter(([stream]) => this.projectionsOf.has(stream));
    if (after.length === 0) return;
    for (let isFirst = true; remaining() > TELLING; isFirst = false) {
      const positions = await this.positions();
      const unseen = after.filter(([stream, wanted]) => (positions[stream] ?? -1) < wanted);
      if (unseen.length === 0) return;
      if (isFirst) await this.assertThere(unseen);
      await machine.pause(10);
    }
    throw new ProblemError(problem('view-behind'));
  }

  private async assertThere(positions: readonly (readonly [string, number])[]) {
    for (const [stream, position] of positions)
      if (this.ends && !(await this.ends.reach(stream, position)))
        throw new ProblemError(problem('position-unknown', `The log ${stream} has not come to ${position}.`));
  }

  private async read(): Promise<Record<string, number>> {
    const names = [...this.projectionsOf.values()].flat();
    const rows = await this.database.query<{ stream: string; position: number; projections: number }>(
      `select stream, min(position)::bigint as position, count(*)::int as projections
       from checkpoint where reader = any($1) group by stream`,
      [names],
    );
    const begun = rows.filter(({ stream, projections }) => projections === this.projectionsOf.get(stream)?.length);
    return Object.fromEntries(begun.map(({ stream, position }) => [stream, position]));
  }
}
