import type { Progress } from '@jogakbo/dev';
import { command, script } from './command.ts';
import type { Tally } from './tally.ts';

/** What is checked without running the shop: scripts of the root's package.json, quickest first. */
const CHECKS = { formatting: 'format:check', lint: 'lint', boundaries: 'boundaries', 'unused code': 'unused', types: 'typecheck' };

/** In a pipeline also what is known about the packages: on a desk, somebody else's news should stop nobody's work. */
const checks = () => ({ ...CHECKS, ...(process.env['CI'] && { advisories: 'advisories' }) });

/** Runs every check, also after one has failed; each counts as one. */
export async function runChecks(progress: Progress, signal: AbortSignal): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const [title, name] of Object.entries(checks())) {
    const passed = await runCheck(title, name, progress, signal);
    tally[passed ? 'passed' : 'failed'] += 1;
  }
  return tally;
}

async function runCheck(title: string, name: string, progress: Progress, signal: AbortSignal): Promise<boolean> {
  let output = '';
  const check = async () => {
    const ended = await command(script(name), { quiet: true, signal });
    output = ended.output;
    if (!ended.well) throw new Error(title);
  };
  try {
    await progress.step(title, check);
    // Where nobody could be asked, it says so, and has not failed.
    if (name === 'advisories') progress.line(output.trim());
    return true;
  } catch {
    signal.throwIfAborted();
    progress.line(`${output.trimEnd()}\n  → npm run ${name}\n`);
    return false;
  }
}
