import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryOptions, type NatsAccess } from '@jogakbo/dev';
import { compile, bundle } from '@jogakbo/release';
import { residentOf } from '../resident.ts';
import { placeOf, type ViewsGround } from './ground.ts';

/** A process of the archive, as the shop would run it: it keeps so many views of one log. */
export interface Archive {
  readonly pid: number;
  /** Resolves when it answers requests. */
  readonly answers: Promise<unknown>;
  /** Resolves when all views have seen this position. */
  readonly seen: (position: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What a process keeps. */
export interface Kept {
  readonly log: string;
  readonly access: NatsAccess;
  readonly projections: number;
}

const HEAP_MEGABYTES = 256;
const LOOK = 20;

/** Bundles the archive, as a release is. */
export async function buildArchive(folder: string): Promise<string> {
  const output = path.join(folder, 'archive');
  await compile(bundle({ unit: 'participant', version: 'measured', folder: path.join(import.meta.dirname, 'participant'), output }));
  return path.join(output, 'main.js');
}

/** Starts one; it has begun to read when its first checkpoints are there. For a look inside: PARTICIPANT_OPTIONS=--cpu-prof … */
export async function startArchive(program: string, ground: ViewsGround, { log, access, projections }: Kept): Promise<Archive> {
  const execArgv = [...memoryOptions(HEAP_MEGABYTES), ...(process.env['PARTICIPANT_OPTIONS'] ?? '').split(' ').filter(Boolean)];
  const env = {
    ...{ PATH: process.env['PATH'], NODE_ENV: 'production', LOG_LEVEL: 'error', LOG: log, PROJECTIONS: String(projections) },
    PLACE: JSON.stringify(placeOf(ground, access)),
  };
  const child = fork(program, { env, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const answers = once(child, 'message');
  const isAt = async (count: number, position: number) => {
    if (child.exitCode !== null) throw new Error(`The archive ended with ${child.exitCode}.`);
    const { rows } = await ground.database.query<{ readers: number; position: number }>(
      `select count(*)::int as readers, min(position)::int as position from checkpoint where stream = $1 and reader not like '%--rebuild'`,
      [log],
    );
    return rows[0]!.readers >= count && rows[0]!.position >= position;
  };
  while (!(await isAt(1, 0).catch(() => false))) await wait(LOOK);
  return {
    pid: child.pid!,
    answers,
    seen: async (position) => {
      while (!(await isAt(projections, position))) await wait(LOOK);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The archive's tables as before the first event. */
export async function forget({ database }: ViewsGround): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = current_schema and (tablename like 'move%' or tablename in ('checkpoint', 'dead_letter'))",
  );
  await database.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
}

/** All rows have seen all of their events, in order. */
export async function assertWhole({ database }: ViewsGround, moves: number, projections: number): Promise<void> {
  for (let nth = 1; nth <= projections; nth += 1) {
    const { rows } = await database.query<{ times: number; isInOrder: boolean }>(
      `select sum(times)::int as times, bool_and(in_order) as "isInOrder" from move_${nth}`,
    );
    if (rows[0]!.times !== moves || !rows[0]!.isInOrder)
      throw new Error(`View ${nth} has seen ${rows[0]!.times} of ${moves} moves, ${rows[0]!.isInOrder ? '' : 'not '}in order.`);
  }
}

/** Resident memory of a process, ten times a second, until it is asked for. */
export function watchMemory(pid: number): () => number[] {
  const resident: number[] = [];
  const watching = setInterval(() => resident.push(residentOf(pid)), 100);
  return () => {
    clearInterval(watching);
    return resident;
  };
}
