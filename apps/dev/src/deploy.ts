import { buildRelease } from '@jogakbo/release';
import { parseArgs } from 'node:util';
import { claimOf } from './claim.ts';
import { controlOf, deployThrough } from './control/client.ts';
import type { DeploymentOutcome } from './deployment.ts';
import { explain, Problem } from './problem.ts';
import type { ProcessStatus } from './process/process-spec.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { stateIn, type State } from './state.ts';
import { requireDeployable } from './units.ts';

const progress = consoleProgress();

async function deploy(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string' }, restart: { type: 'boolean', default: false } },
  });
  const settings = settingsHere();
  const state = stateIn(settings.state);
  const [unit] = positionals;
  requireDeployable(settings.root, unit);
  // Asked before the build: nobody wants to wait for a release that can't be put live.
  if (!claimOf(state)) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
  const onLine = (line: string) => progress.line(line);
  const version = values.to ?? (values.restart ? await running(unit, state) : await built(unit, settings.root, state.releases));
  const { before } = await deployThrough<DeploymentOutcome>(state, { unit, version, anew: values.restart }, onLine);
  if (values.restart) return progress.line(`${unit} ${version} was restarted: requests were answered all the time.`);
  if (before === version) return progress.line(`Nothing to do: ${unit} ${version} is live already.`);
  progress.line(`${unit} ${version} is live. Back again: npm run deploy -- ${unit} --to ${before ?? '<version>'}`);
}

/** The version of a unit that runs, as the shop says. */
async function running(unit: string, state: State): Promise<string> {
  const processes = await controlOf(state)<ProcessStatus[]>('GET', '/processes');
  const found = processes.findLast((each) => each.unit === unit);
  if (!found) throw new Problem(`${unit} does not run`, `put it live: npm run deploy -- ${unit}`);
  return found.version;
}

function built(unit: string, root: string, releases: string): Promise<string> {
  return progress.step(`${unit} built`, async (note) => {
    const { version, reused } = await buildRelease(unit, { root, releases, onProgress: note });
    note(reused ? `${version}, unchanged` : version);
    return version;
  });
}

try {
  await deploy();
  process.exit(0);
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exit(1);
}
