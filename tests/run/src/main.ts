import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleProgress, explain, interruption, Problem } from '@jogakbo/dev';
import { runChecks } from './checks.ts';
import { runEndToEnd } from './end-to-end.ts';
import { runIntegrationSpecs, runUnitSpecs } from './specs.ts';
import { closingLine, judged, type Tally, total } from './tally.ts';

const progress = consoleProgress();
const { stop: signal, force } = interruption();
const reports = mkdtempSync(join(tmpdir(), 'reports-'));
const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });

/** The suites in their order, quickest first. */
const suites: Record<string, () => Promise<Tally>> = {
  checks: () => runChecks(progress, signal),
  unit: () => runUnitSpecs(reports, signal),
  integration: () => runIntegrationSpecs(reports, progress, signal),
  e2e: () => runEndToEnd({ progress, reports, files, signal, force }),
};

function chosen(): string[] {
  const names = values.only?.split(',') ?? Object.keys(suites);
  const unknown = names.find((name) => !Object.hasOwn(suites, name));
  if (unknown !== undefined)
    throw new Problem(`Unknown suite: ${unknown}`, `\`npm test -- --only <suites>\` with some of: ${Object.keys(suites).join(',')}`);
  return names;
}

/** Runs one suite; one that can't even run has failed, and says why. */
async function run(name: string): Promise<Tally> {
  const begun = performance.now();
  progress.line(`\n── ${name} ──`);
  const tally = await suites[name]!().catch((error: unknown) => {
    signal.throwIfAborted();
    progress.wrong(explain(error));
    return judged({ passed: 0, failed: 0 }, false);
  });
  progress.line(`── ${name}: ${closingLine(tally)} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  return tally;
}

try {
  const tallies: Tally[] = [];
  for (const name of chosen()) tallies.push(await run(name));
  const sum = total(tallies);
  progress.line(`\n${closingLine(sum)}`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`\n${signal.aborted ? 'Interrupted.' : explain(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
