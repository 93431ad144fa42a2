import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, program } from './command.ts';
import { judged, type Tally, tallyOfVitest, type VitestReport } from './tally.ts';

/** Runs one of Vitest's two projects: specs that need nothing, or specs that need real servers. */
export async function runSpecs(project: 'unit' | 'integration', reports: string, signal: AbortSignal): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--update=none', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { well } = await command(program('vitest/vitest.mjs', ...args), { signal });
  const tally = existsSync(report) ? tallyOfVitest(JSON.parse(readFileSync(report, 'utf8')) as VitestReport) : { passed: 0, failed: 0 };
  return judged(tally, well);
}
