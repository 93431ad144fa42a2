import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { claimOf } from './claim.ts';
import { Credentials } from './credentials.ts';
import { explain, Problem } from './problem.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';

/** Runs a vertical's own tool against the running shop: the tool finds ADDRESS and STAFF_TOKEN in its environment. */
async function runTool([tool, ...args]: string[]): Promise<void> {
  const { root, state: folder } = settingsHere();
  const file = resolve(root, tool ?? '');
  if (!tool || !existsSync(file)) throw new Problem(`There is no tool ${tool}`, 'name a .ts file of a vertical');
  const state = stateIn(folder);
  const claim = claimOf(state);
  if (!process.env.ADDRESS && !claim) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
  process.env.ADDRESS ??= claim!.address;
  process.env.STAFF_TOKEN ??= new Credentials(state.credentials).of('staff-token');
  process.argv.splice(2, process.argv.length - 2, ...args);
  await import(pathToFileURL(file).href);
}

try {
  await runTool(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
