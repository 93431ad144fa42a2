import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../telemetry/log.ts';
import type { Database } from './database.ts';

const RETRY = 500;
/** Milliseconds of silence after which PostgreSQL takes a leader for dead, and between two signs of life. */
const SILENCE = 5000;
const SIGN_OF_LIFE = 1000;

/**
 * Runs work on exactly one replica at a time, for as long as this replica leads.
 *
 * @remarks Leadership is a PostgreSQL advisory lock on a connection of its own: it passes on when the process, its
 * machine or the connection dies, or when it hangs for seconds. The work gets a signal that aborts when leadership is lost; whatever
 * it writes must still be fenced by its own expected version, because a paused process learns of its loss late.
 */
export async function lead(
  database: Database,
  name: string,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await leadOnce(database, name, stop, work);
    } catch (error) {
      if (!stop.aborted) log.warn({ err: error, leader: name }, 'Leadership ended; trying again');
    }
    await wait(RETRY, undefined, { signal: stop }).catch(() => {});
  }
}

async function leadOnce(database: Database, name: string, stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>) {
  const client = await database.connect();
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  void once(client, 'end').then(
    () => lost.abort(),
    () => lost.abort(),
  );
  const over = new AbortController();
  try {
    await client.query(`set idle_session_timeout = ${SILENCE}`);
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [name]);
    if (!rows[0]?.held) return;
    void stayAlive(client, over.signal);
    await work(AbortSignal.any([stop, lost.signal]));
  } finally {
    over.abort();
    await client.end().catch(() => {});
  }
}

async function stayAlive(client: Awaited<ReturnType<Database['connect']>>, over: AbortSignal) {
  while (!over.aborted) {
    await client.query('select').catch(() => {});
    await wait(SIGN_OF_LIFE, undefined, { signal: over }).catch(() => {});
  }
}
