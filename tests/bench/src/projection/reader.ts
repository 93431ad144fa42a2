import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { memoryOptions, type NatsAccess } from '@jogakbo/dev';
import { residentOf } from '../resident.ts';

/** What a vertical's process is given: its release, NATS and its database. */
export interface Surroundings {
  readonly vertical: string;
  readonly release: string;
  readonly nats: NatsAccess;
  readonly databaseUrl: string;
}

/** How a process read a log to its end. */
export interface Reading {
  /** From the start of its readers to the last commit. */
  readonly seconds: number;
  /** Resident memory in bytes, every 100 ms while it read. */
  readonly resident: readonly number[];
  readonly processorSeconds: number;
}

/** Runs the vertical's own process, as the shop runs it, until all of its projections have read the log to its end. */
export async function readThrough(surroundings: Surroundings, database: Client, end: number): Promise<Reading> {
  const child = run(surroundings);
  try {
    await until(child, database, ({ readers }) => readers > 0);
    const begun = performance.now();
    const resident: number[] = [];
    const watch = setInterval(() => resident.push(residentOf(child.pid!)), 100);
    await until(child, database, ({ position }) => position === end);
    clearInterval(watch);
    return { seconds: (performance.now() - begun) / 1000, resident, processorSeconds: processorOf(child.pid!) };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

function run({ vertical, release, nats, databaseUrl }: Surroundings): ChildProcess {
  const environment = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    RELEASE_DIR: release,
    NATS_URL: nats.url,
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    DATABASE_URL: databaseUrl,
    INSTANCE: `${vertical}-1`,
    HEALTH_PORT: '0',
  };
  // For a look inside: READER_OPTIONS=--cpu-prof, --trace-gc …
  const execArgv = [...memoryOptions(256), ...(process.env['READER_OPTIONS'] ?? '').split(' ').filter(Boolean)];
  return fork(path.join(release, 'backend/main.js'), { env: environment, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

interface Progress {
  readonly readers: number;
  /** Where the slowest of the readers stands. */
  readonly position: number;
}

async function until(child: ChildProcess, database: Client, reached: (progress: Progress) => boolean): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}.`);
    if (reached(await progressIn(database))) return;
    await wait(25);
  }
}

async function progressIn(database: Client): Promise<Progress> {
  const { rows: found } = await database.query<{ exists: boolean }>("select to_regclass('checkpoint') is not null as exists");
  if (!found[0]!.exists) return { readers: 0, position: 0 };
  const { rows } = await database.query<{ readers: number; position: number }>(
    'select count(*)::int as readers, coalesce(min(position), 0)::int as position from checkpoint',
  );
  return rows[0]!;
}

/** Seconds of a processor that the process has used, of the hundredths that Linux counts. */
function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
