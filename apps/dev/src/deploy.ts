import { buildRelease } from '@jogakbo/release';
import { parseArgs } from 'node:util';
import { claimOf } from './claim.ts';
import { deployThrough } from './control/client.ts';
import type { DeploymentOutcome } from './deployment.ts';
import { explain, Problem } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';
import { requireDeployable } from './units.ts';

const progress = consoleProgress();

async function deploy(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
  const settings = settingsHere();
  const state = stateIn(settings.state);
  const [unit] = positionals;
  requireDeployable(settings.root, unit);
  // Asked before the build: nobody wants to wait for a release that can't be put live.
  if (!claimOf(state)) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
  const version = values.to ?? (await built(unit, settings.root, state.releases));
  const { before } = await deployThrough<DeploymentOutcome>(state, { unit, version }, (line) => progress.line(line));
  if (before === version) return progress.line(`Nothing to do: ${unit} ${version} is live already.`);
  progress.line(`${unit} ${version} is live. Back again: npm run deploy -- ${unit} --to ${before ?? '<version>'}`);
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
