import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Progress } from './progress.ts';
import { readStored, writeStored } from './stored.ts';
import { outside } from './unit-process.ts';
import { verticalsOf } from './units.ts';

/** What the seeds of a shop are run with. */
export interface Sowing {
  root: string;
  /** The file that remembers which verticals have been seeded. */
  memory: string;
  address: string;
  staffToken: string;
  progress: Progress;
  signal?: AbortSignal | undefined;
}

const TRIES = 5;

/** Gives each vertical that states a seed its first data, once per state folder; a failure is told and tried again at the next start. */
export async function sow(sowing: Sowing): Promise<void> {
  const { memory, root, progress } = sowing;
  const done = readStored<Record<string, string>>(memory) ?? {};
  for (const vertical of verticalsOf(root)) {
    const seed = seedOf(root, vertical);
    if (!seed || done[vertical]) continue;
    try {
      await progress.step(`${vertical} seeded`, () => run(seed, sowing));
      done[vertical] = new Date().toISOString();
      writeStored(memory, done);
    } catch (error) {
      sowing.signal?.throwIfAborted();
      progress.wrong(`${vertical} has no first data; the next start tries again\n    ${outputOf(error)}`);
    }
  }
}

/** The program that makes a vertical's first data, if its package.json states one. */
function seedOf(root: string, vertical: string): string | undefined {
  const file = join(root, 'verticals', vertical, 'backend/package.json');
  const { jogakbo } = JSON.parse(readFileSync(file, 'utf8')) as { jogakbo?: { seed?: string } };
  return jogakbo?.seed ? resolve(dirname(file), jogakbo.seed) : undefined;
}

async function run(seed: string, { root, address, staffToken, signal }: Sowing): Promise<void> {
  const options = {
    cwd: root,
    signal,
    timeout: 300_000,
    maxBuffer: 2 ** 26,
    env: { ...outside(), ADDRESS: address, STAFF_TOKEN: staffToken },
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await promisify(execFile)(process.execPath, [seed], options);
      return;
    } catch (error) {
      // The gateway may not have heard yet of a vertical that has just become ready.
      if (attempt === TRIES) throw error;
      await delay(1000, undefined, { signal });
    }
  }
}

function outputOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  const said = `${stdout}${stderr}`.trim() || String(error);
  return said.split('\n').slice(-20).join('\n    ');
}
