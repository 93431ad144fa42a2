import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { identityOf } from './identity.ts';

interface ProcessRecord {
  pid: number;
  identity: string;
  stopSignal: NodeJS.Signals;
}

/** Writes down that a process lives, so that it can be ended even if its supervisor is killed. */
export function recordProcess(run: string, instance: string, pid: number, stopSignal: NodeJS.Signals): void {
  const identity = identityOf(pid);
  if (identity) writeFileSync(recordOf(run, instance), JSON.stringify({ pid, identity, stopSignal } satisfies ProcessRecord));
}

/** Forgets a process that has ended. */
export function forgetProcess(run: string, instance: string): void {
  rmSync(recordOf(run, instance), { force: true });
}

const PATIENCE = 5000;

/** Ends the processes that a killed supervisor left behind, and no others; answers their names. A Problem names one that can't be ended. */
export async function endLeftovers(run: string, patience = PATIENCE): Promise<string[]> {
  const ended: string[] = [];
  const files = existsSync(run) ? readdirSync(run).filter((name) => name.endsWith('.json')) : [];
  for (const file of files) {
    const instance = file.replace(/\.json$/, '');
    const record = readRecord(join(run, file));
    if (record && lives(record)) {
      await end(record, instance, patience);
      ended.push(instance);
    }
    rmSync(join(run, file), { force: true });
  }
  return ended;
}

async function end(record: ProcessRecord, instance: string, patience: number): Promise<void> {
  signal(record.pid, 'SIGCONT');
  signal(record.pid, record.stopSignal);
  if (await hasGone(record, patience)) return;
  signal(-record.pid, 'SIGKILL');
  if (await hasGone(record, patience)) return;
  throw new Problem(
    `${instance} (process ${record.pid}), which an earlier start left behind, can't be ended`,
    `end it as the user who started it, such as by: sudo kill -9 ${record.pid}`,
  );
}

const lives = ({ pid, identity }: ProcessRecord) => identityOf(pid) === identity;

async function hasGone(record: ProcessRecord, patience: number): Promise<boolean> {
  for (const deadline = Date.now() + patience; lives(record); await delay(20)) if (Date.now() >= deadline) return false;
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, or it is another user's: whether it lives is looked at afterwards.
  }
}

function readRecord(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
  } catch {
    // Half written when the supervisor was killed; nothing can be verified by it.
    return undefined;
  }
}

const recordOf = (run: string, instance: string) => join(run, `${instance}.json`);
