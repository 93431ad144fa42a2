import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Ends the processes that a killed supervisor left behind, and no others; answers their names. */
export async function endLeftovers(run: string): Promise<string[]> {
  const ended: string[] = [];
  for (const file of readdirSync(run).filter((name) => name.endsWith('.json'))) {
    const record = readRecord(join(run, file));
    if (record && (await end(record))) ended.push(file.replace(/\.json$/, ''));
    rmSync(join(run, file), { force: true });
  }
  return ended;
}

async function end(record: ProcessRecord): Promise<boolean> {
  const lives = () => identityOf(record.pid) === record.identity;
  if (!lives()) return false;
  signal(record.pid, 'SIGCONT');
  signal(record.pid, record.stopSignal);
  for (const deadline = Date.now() + 5000; lives() && Date.now() < deadline;) await delay(20);
  if (lives()) signal(-record.pid, 'SIGKILL');
  while (lives()) await delay(20);
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile: that is what we want.
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
