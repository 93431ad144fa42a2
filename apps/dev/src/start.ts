import { once } from 'node:events';
import { interruption } from './interruption.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { type Shop, startShop } from './shop.ts';

const progress = consoleProgress();
const begun = performance.now();
const { stop, force } = interruption();

function welcome({ address, state }: Shop): void {
  progress.line(`
The shop is open: ${address}   (after ${((performance.now() - begun) / 1000).toFixed(1)} s)

  npm run deploy -- explore            puts a changed vertical live, alone, while you browse
  npm run feed -- import <file>        imports a product feed
  Ctrl-C                               stops everything; logs are in ${state.logs}
`);
}

async function run(): Promise<number> {
  const shop = await startShop(settingsHere(), { progress, signal: stop, force });
  welcome(shop);
  const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort');
  const fault = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve));
  const wrong = await Promise.race([stopped.then(() => undefined), fault]);
  if (wrong) progress.wrong(explain(wrong));
  await progress.step('everything stopped', () => shop.stop());
  return wrong ? 1 : 0;
}

try {
  process.exit(await run());
} catch (error) {
  if (!stop.aborted) process.stderr.write(`\n${explain(error)}\n`);
  else progress.line('✓ everything stopped');
  process.exit(stop.aborted ? 0 : 1);
}
