import { parseArgs } from 'node:util';
import { clearState, consoleProgress, ownPlace, settingsFrom, startShop } from '@jogakbo/dev';
import { chaos } from './chaos.ts';
import { shopIn } from './shop-here.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    every: { type: 'string', default: '3000' },
  },
});

const progress = consoleProgress();
const settings = settingsFrom({ ...process.env, ...ownPlace, JOGAKBO_STATE: '.jogakbo/chaos' }, process.cwd());
await clearState(settings.state);
const shop = await startShop(settings, { progress });
try {
  const outcome = await chaos(shopIn(shop.state), {
    seconds: Number(values.seconds),
    rate: Number(values.rate),
    seed: Number(values.seed),
    everyFault: Number(values.every) > 0 ? Number(values.every) : undefined,
    note: (line) => progress.line(line),
  });
  console.dir({ ...outcome, faults: outcome.faults.length }, { depth: 4, breakLength: 160 });
  for (const fault of outcome.faults.slice(0, 50)) console.log(`✗ ${fault}`);
  console.log(outcome.faults.length === 0 ? '✓ every law held' : `✗ ${outcome.faults.length} times a law was broken`);
  process.exitCode = outcome.faults.length === 0 ? 0 : 2;
} finally {
  await shop.stop();
}
