import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../postgres/database.ts';
import { lead } from '../postgres/leadership.ts';
import { log } from '../telemetry/log.ts';

/** Milliseconds between two looks. */
const EVERY = 250;
const AT_ONCE = 100;

/** What deadlines are kept with. */
export interface DeadlineParts {
  readonly database: Database;
  readonly now: () => Date;
  /** Lets a process see what it has waited for too long. */
  readonly pass: (name: string, key: string) => Promise<unknown>;
}

/**
 * Lets sagas and gatherings see that a deadline has passed.
 *
 * @remarks One replica looks at a time. Deadlines stand in the streams and, by projection, in the table of processes: a restart
 * changes nothing, and a deadline that is passed on twice is nothing, since the process itself decides.
 */
export class Deadlines {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private readonly parts: DeadlineParts;
  constructor(parts: DeadlineParts) {
    this.parts = parts;
  }

  start() {
    this.running = lead(this.parts.database, 'deadlines', this.stopping.signal, async (signal) => {
      while (!signal.aborted) {
        await this.passAll();
        await wait(EVERY, undefined, { signal }).catch(() => {});
      }
    });
  }
  async stop() {
    this.stopping.abort();
    await this.running;
  }

  private async passAll() {
    const { database, now, pass } = this.parts;
    const due = await database.query<{ name: string; key: string }>(
      'select name, key from process where due_at <= $1 order by due_at limit $2',
      [now(), AT_ONCE],
    );
    const passing = due.map(({ name, key }) =>
      pass(name, key).catch((error: unknown) => log.warn({ err: error, process: name, key }, 'A deadline could not be passed on')),
    );
    await Promise.all(passing);
  }
}
