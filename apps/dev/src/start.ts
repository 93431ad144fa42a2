import { once } from 'node:events';
import { isOpenToReaders } from '@jogakbo/gateway/settings';
import { interruption } from './interruption.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { type Settings, settingsHere } from './settings.ts';
import { type Shop, startShop } from './shop.ts';

const progress = consoleProgress();
const begun = performance.now();
const { stop, force, isFaulty } = interruption();

function welcome({ address, state, madeAccount }: Shop, settings: Settings): void {
  progress.line(`
The shop is open: ${address}   (after ${((performance.now() - begun) / 1000).toFixed(1)} s)
${madeAccount ? accountOf(address, madeAccount) : ''}
  npm run deploy -- explore            puts a changed vertical live, alone, while you browse
  npm run feed -- import <file>        imports a product feed
  Ctrl-C                               stops everything; logs are in ${state.logs}
`);
  if (isOpenToReaders({ host: settings.host, publicUrl: settings.signIn.PUBLIC_URL }))
    progress.wrong(
      'other machines can read all that goes to and from the shop, passwords too: let something before it encrypt, and say so by PUBLIC_URL=https://…',
    );
}

const accountOf = (address: string, { name, password }: { name: string; password: string }) => `
  Staff sign in at ${address}/sign-in
    user name  ${name}
    password   ${password}   (said this once; npm run reset makes a new one)
`;

async function run(): Promise<void> {
  const settings = settingsHere();
  const shop = await startShop(settings, { progress, signal: stop, force, readAgain: settingsHere });
  welcome(shop, settings);
  if (!stop.aborted) await once(stop, 'abort');
  await progress.step('everything stopped', () => shop.stop());
}

try {
  await run();
} catch (error) {
  if (!stop.aborted) process.stderr.write(`\n${explain(error)}\n`);
  else progress.line('✓ everything stopped');
}
process.exit(stop.aborted && !isFaulty() ? 0 : 1);
