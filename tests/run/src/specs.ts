import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obtainNats, type Progress, settingsHere } from '@jogakbo/dev';
import { command, program } from './command.ts';
import { judged, type Tally, tallyOfVitest, type VitestReport } from './tally.ts';

/** Runs the specs that need no server. */
export const runUnitSpecs = (reports: string, signal: AbortSignal): Promise<Tally> => runSpecs('unit', {}, reports, signal);

/** Runs the specs that need real servers, all of them on the NATS server that the shop itself would run on. */
export async function runIntegrationSpecs(reports: string, progress: Progress, signal: AbortSignal): Promise<Tally> {
  const { natsServer } = settingsHere();
  const { path } = await progress.step('NATS server', (note) => obtainNats({ chosen: natsServer, note, signal }));
  return runSpecs('integration', { NATS_SERVER: path }, reports, signal);
}

async function runSpecs(project: string, environment: Record<string, string>, reports: string, signal: AbortSignal): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--update=none', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { well } = await command(program('vitest/vitest.mjs', ...args), { environment, signal });
  const tally = existsSync(report) ? tallyOfVitest(JSON.parse(readFileSync(report, 'utf8')) as VitestReport) : { passed: 0, failed: 0 };
  return judged(tally, well);
}
