import { parseArgs } from 'node:util';
import { consoleProgress, explain, interruption } from '@jogakbo/dev';
import { chaos } from './chaos.ts';
import { inOwnShop, ownSettings } from './own-shop.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    every: { type: 'string', default: '3000' },
  },
});

const progress = consoleProgress();
const wishes = interruption();
try {
  const outcome = await inOwnShop({ settings: ownSettings('.jogakbo/chaos'), progress, interruption: wishes }, (shop) =>
    chaos(shop, {
      seconds: Number(values.seconds),
      rate: Number(values.rate),
      seed: Number(values.seed),
      everyFault: Number(values.every) > 0 ? Number(values.every) : undefined,
      note: (line) => progress.line(line),
    }),
  );
  console.dir({ ...outcome, faults: outcome.faults.length, purchases: outcome.purchases.length }, { depth: 4, breakLength: 160 });
  for (const { law, what } of outcome.faults.slice(0, 50)) console.log(`✗ ${law}: ${what}`);
  console.log(outcome.faults.length === 0 ? '✓ every law held' : `✗ ${outcome.faults.length} times a law was broken`);
  process.exit(outcome.faults.length === 0 ? 0 : 2);
} catch (error) {
  process.stderr.write(wishes.stop.aborted ? '\n✓ everything stopped\n' : `\n${explain(error)}\n`);
  process.exit(1);
}
