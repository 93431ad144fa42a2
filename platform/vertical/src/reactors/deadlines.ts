import type { Database } from '../postgres/database.ts';
import type { Leadership } from '../postgres/leadership.ts';
import { log, machine } from '@jogakbo/runtime';

/** Milliseconds between two looks. */
const EVERY = 250;
const AT_ONCE = 100;
const LOOKED_AT = 2000;

/** What deadlines are kept with. */
export interface DeadlineParts {
  readonly database: Database;
  readonly leadership: Leadership;
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
  /** By process: the deadline that it was told has passed. */
  private passedOn = new Map<string, string>();
  private readonly parts: DeadlineParts;
  constructor(parts: DeadlineParts) {
    this.parts = parts;
  }

  start() {
    this.running = this.parts.leadership.lead('deadlines', this.stopping.signal, async (signal) => {
      while (!signal.aborted) {
        await this.passAll();
        await machine.pause(EVERY, signal);
      }
    });
  }
  async stop() {
    this.stopping.abort();
    await this.running;
  }

  /** The table follows the streams: what was passed on already may still stand there, and must not keep others waiting. */
  private async passAll() {
    const { database, now } = this.parts;
    const due = await database.query<Due>(
      'select name, key, due_at::text as due from process where due_at <= $1 order by due_at limit $2',
      [now(), LOOKED_AT],
    );
    const known = new Map(due.flatMap((row) => (this.passedOn.get(idOf(row)) === row.due ? [[idOf(row), row.due]] : [])));
    this.passedOn = known;
    const fresh = due.filter((row) => !known.has(idOf(row))).slice(0, AT_ONCE);
    await Promise.all(fresh.map((row) => this.passOn(row)));
  }

  private async passOn(row: Due) {
    const { name, key } = row;
    try {
      await this.parts.pass(name, key);
      this.passedOn.set(idOf(row), row.due);
    } catch (error) {
      log.warn({ err: error, process: name, key }, 'A deadline could not be passed on');
    }
  }
}

interface Due {
  readonly name: string;
  readonly key: string;
  readonly due: string;
  readonly [column: string]: unknown;
}
const idOf = ({ name, key }: Due) => `${name}/${key}`;
