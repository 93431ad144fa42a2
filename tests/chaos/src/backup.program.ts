import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clearState, consoleProgress, explain, interruption, restore, startShop } from '@jogakbo/dev';
import { brokenIn, chaos, type Fault } from './chaos.ts';
import { inOwnShop, ownSettings } from './own-shop.ts';
import type { Purchase } from './people/customer.ts';
import { shopIn } from './shop-here.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const progress = consoleProgress();
const wishes = interruption();
const settings = ownSettings('.jogakbo/chaos');
const folder = path.resolve('.jogakbo/chaos-backup');

/** What customers had been told by then, and nothing of what they did later. */
const heardBy = (moment: number, purchases: readonly Purchase[]): Purchase[] =>
  purchases
    .map((purchase) => ({ ...purchase, told: purchase.told.filter(({ at }) => at < moment), wishes: [] }))
    .filter(({ told }) => told.length > 0);

/** Customers buy and staff pack; the shop is backed up meanwhile, and nobody may notice. */
async function used(): Promise<{ faults: readonly Fault[]; told: Purchase[] }> {
  let begunAt = 0;
  const outcome = await inOwnShop({ settings, progress, interruption: wishes }, (shop) => {
    const halfway = async () => {
      begunAt = Date.now();
      progress.line(`backed up; messages waited for ${await shop.backUp(folder)} ms`);
    };
    const [seconds, rate, seed] = [values.seconds, values.rate, values.seed].map(Number) as [number, number, number];
    return chaos(shop, { seconds, rate, seed, halfway, note: (line) => progress.line(line) });
  });
  return { faults: outcome.faults, told: heardBy(begunAt, outcome.purchases) };
}

/** The shop that the backup makes is held against the same laws: what customers had heard by then is so. */
async function restored(told: Purchase[]): Promise<readonly Fault[]> {
  await clearState(settings.state);
  await restore(folder, settings.state, progress);
  const shop = await startShop(settings, { progress, signal: wishes.stop, force: wishes.force });
  try {
    const { faults, orders } = await brokenIn(shopIn(shop.state), told);
    progress.line(`${orders} orders are there again; ${told.length} of them had been told of`);
    return faults;
  } finally {
    await shop.stop();
  }
}

try {
  rmSync(folder, { recursive: true, force: true });
  const { faults, told } = await used();
  const all = [...faults, ...(await restored(told))];
  for (const { law, what } of all.slice(0, 50)) progress.line(`✗ ${law}: ${what}`);
  progress.line(all.length === 0 ? '✓ every law held, before and after' : `✗ ${all.length} times a law was broken`);
  process.exit(all.length === 0 ? 0 : 2);
} catch (error) {
  process.stderr.write(wishes.stop.aborted ? '\n✓ everything stopped\n' : `\n${explain(error)}\n`);
  process.exit(1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
