import { parseArgs } from 'node:util';
import { consoleProgress, Problem, settingsHere, stateIn } from '@jogakbo/dev';
import { setTimeout as wait } from 'node:timers/promises';
import { diceOf } from '@jogakbo/testing/dice';
import { Crowd } from './people/crowd.ts';
import { Staff } from './people/staff.ts';
import { lookInto } from './people/window.ts';
import { shopIn } from './shop-here.ts';

/** Customers take their time, look around first, and come back to see how their order stands. */
const manner = { hesitation: 3000, browsing: 0.6, patience: 120_000 };
const USAGE = 'npm run simulate -- customers [--rate 5] [--seconds 60] | staff';

const progress = consoleProgress();
const over = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort());

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rate: { type: 'string', default: '5' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  });
  const end = values.seconds === undefined ? undefined : performance.now() + Number(values.seconds) * 1000;
  const shop = shopIn(stateIn(settingsHere().state));
  const { customers, staff } = { customers: positionals.includes('customers'), staff: positionals.includes('staff') };
  if (!customers && !staff) throw new Problem('Say who is to be simulated', USAGE);
  const rate = Number(values.rate);
  if (!(rate > 0)) throw new Problem(`--rate is to be a number above 0: ${values.rate}`, USAGE);
  const dice = diceOf(Number(values.seed ?? Date.now() % 1_000_000));
  const desk = staff ? new Staff(shop.staff, dice) : undefined;
  const crowd = customers ? new Crowd({ address: shop.address, window: await lookInto(shop.staff), rate, manner, dice }) : undefined;
  while (!over.signal.aborted && (end === undefined || performance.now() < end)) {
    await wait(2000, undefined, { signal: over.signal }).catch(() => {});
    const ordered = crowd ? `${crowd.came} customers came, ${crowd.size} are inside, ${crowd.purchases.length} have ordered` : '';
    progress.line([ordered, desk ? `staff have done ${desk.done} things` : ''].filter(Boolean).join('; '));
  }
  await Promise.all([crowd?.close(), desk?.close()]);
  for (const [trouble, often] of crowd?.troubles ?? []) progress.line(`${often} × ${trouble}`);
} catch (error) {
  process.stderr.write(`\n${error instanceof Problem ? `${error.message}\n  ${error.cure}` : String(error)}\n`);
  process.exitCode = 1;
}
