import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { bugs, type Bug } from './bugs.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** What became of a planted bug. */
export interface Bite {
  readonly bug: string;
  /** The tests that failed because of it. */
  readonly failed: readonly string[];
  readonly isCaught: boolean;
}

const Report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

/** Whether a bug is caught by specs alone, without servers. */
export const isQuick = ({ caughtBy }: Bug): boolean => !caughtBy.endsWith('.integration.spec.ts');

/** Plants bugs, one after the other, and runs the tests that have to find each. */
export async function bites(planted: readonly Bug[]): Promise<Bite[]> {
  const found: Bite[] = [];
  for (const bug of planted) found.push(await biteOf(bug));
  return found;
}

async function biteOf(bug: Bug): Promise<Bite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'teeth-'));
  const report = path.join(folder, 'report.json');
  try {
    const kind = isQuick(bug) ? 'unit' : 'integration';
    const args = ['run', '--project', kind, bug.caughtBy, '--reporter', 'json', '--outputFile', report];
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PLANTED_BUG: bug.name, LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, [vitest, ...args], { cwd: root, env, stdio: 'ignore' });
    await once(child, 'exit');
    const { testResults } = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    return { bug: bug.name, failed, isCaught: failed.some((name) => name.includes(bug.test)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Plants every bug in turn; those that no test has found are the faults. */
export async function teeth(): Promise<{ readonly planted: number; readonly caught: number; readonly faults: readonly string[] }> {
  const found = await bites(bugs);
  const faults = found
    .filter(({ isCaught }) => !isCaught)
    .map(({ bug, failed }) => `nobody found that ${bug}${failed.length > 0 ? `; failed only: ${failed.join(', ')}` : ''}`);
  return { planted: bugs.length, caught: bugs.length - faults.length, faults };
}
