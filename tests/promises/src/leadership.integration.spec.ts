import { once } from 'node:events';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '@jogakbo/vertical';
import { Leadership } from '@jogakbo/vertical/testing';
import { groundFor, type Ground } from './ground.ts';

const DUTIES = ['first', 'second', 'third', 'fourth'];

let ground: Ground;
let replicas: Replica[] = [];
/** Who has each duty, as those who do the work know it. */
const leading = new Map<string, Set<string>>();

beforeAll(async () => {
  ground = await groundFor('counting');
});
afterEach(async () => {
  await Promise.all(replicas.map(({ stop }) => stop()));
  replicas = [];
  leading.clear();
});
afterAll(() => ground?.stop());

interface Replica {
  /** Its connection for duties. */
  readonly session: () => Promise<pg.Client>;
  readonly stop: () => Promise<void>;
}

function replica(name: string, duties = DUTIES): Replica {
  const database = new Database(ground.servers.databaseUrlOf('counting'), name);
  const sessions: Promise<pg.Client>[] = [];
  const connect = database.connect.bind(database);
  database.connect = (options) => {
    const session = connect(options);
    sessions.push(session);
    return session;
  };
  const leadership = new Leadership(database, 50);
  const stopping = new AbortController();
  const ended = duties.map((duty) => leadership.lead(duty, stopping.signal, (signal) => work(name, duty, signal)));
  const stop = async () => {
    replicas = replicas.filter((each) => each !== started);
    stopping.abort();
    await Promise.all(ended);
    await database.close();
  };
  const started = { session: () => sessions.at(-1)!, stop };
  replicas.push(started);
  return started;
}

async function work(name: string, duty: string, signal: AbortSignal) {
  const those = leading.get(duty) ?? new Set();
  leading.set(duty, those.add(name));
  try {
    expect([...those]).toEqual([name]);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    those.delete(name);
  }
}

/** The duties of each replica; one that is nobody's, or of two, is named as well. */
function shared(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const duty of DUTIES) {
    const name = [...(leading.get(duty) ?? [])].join(' and ') || 'nobody';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
const untilShared = (counts: Record<string, number>) => expect.poll(shared, { timeout: 30_000 }).toEqual(counts);

describe('What one replica does at a time', () => {
  it('one replica does alone, and gives a part to another that comes', async () => {
    replica('a');
    await untilShared({ a: 4 });
    replica('b');
    await untilShared({ a: 2, b: 2 });
  });

  it('passes on when a replica stops', async () => {
    const a = replica('a');
    await untilShared({ a: 4 });
    replica('b');
    await a.stop();
    await untilShared({ b: 4 });
  });

  it('passes on when a replica loses its connection, which then takes its part again', async () => {
    const a = replica('a');
    await untilShared({ a: 4 });
    replica('b');
    const { processID } = (await a.session()) as unknown as { processID: number };
    await ground.database.query('select pg_terminate_backend($1)', [processID]);
    await expect.poll(() => shared().b ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
    await untilShared({ a: 2, b: 2 });
  });

  it('passes on when a replica falls silent, as one that hangs does', async () => {
    const a = replica('a');
    await untilShared({ a: 4 });
    const session = await a.session();
    // What hangs sends nothing, and its connection stays open until the server has had enough.
    const ended = once(session, 'end').then(() => Promise.reject(new Error('Connection terminated')));
    ended.catch(() => {});
    session.query = () => ended;
    replica('b');
    await expect.poll(() => shared().b ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
  });

  it('is done by one that has more than its part, where the others cannot', async () => {
    replica('a', DUTIES.slice(0, 2));
    await expect.poll(shared, { timeout: 30_000 }).toEqual({ a: 2, nobody: 2 });
    replica('b');
    await untilShared({ a: 2, b: 2 });
  });
});
