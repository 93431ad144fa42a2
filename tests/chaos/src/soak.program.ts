import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { consoleProgress, explain, interruption, stateIn } from '@jogakbo/dev';
import { diceOf } from '@jogakbo/testing/dice';
import { inOwnShop, ownSettings } from './own-shop.ts';
import type { ShopHere } from './shop-here.ts';
import { Buyers } from './soak/buyers.ts';
import { type Course, coursesOf, unflat } from './soak/flatness.ts';
import { weigh, type Weight } from './soak/weight.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '1' },
    rate: { type: 'string', default: '5' },
    weighings: { type: 'string', default: '30' },
  },
});
const [hours, rate, weighings] = [values.hours, values.rate, values.weighings].map(Number) as [number, number, number];

const progress = consoleProgress();
const wishes = interruption();
const settings = ownSettings('.jogakbo/soak');

/** Orders come at a rate for hours, and all that the shop keeps is weighed now and then. */
async function soak(shop: ShopHere): Promise<Weight[]> {
  const buyers = await Buyers.of(shop, diceOf(1));
  const state = stateIn(settings.state);
  const weights: Weight[] = [];
  let orders = 0;
  const begun = performance.now();
  const every = (hours * 3_600_000) / weighings;
  for (let due = 0; weights.length <= weighings; due += 1000 / rate) {
    await wait(Math.max(0, begun + due - performance.now()));
    if (performance.now() - begun >= weights.length * every) {
      weights.push(await weigh(shop, state, orders));
      progress.line(`${orders} orders: ${JSON.stringify(weights.at(-1))}`);
    }
    buyers.buy().then(
      (isAccepted) => void (orders += Number(isAccepted)),
      (error: unknown) => progress.wrong(String(error)),
    );
  }
  return weights;
}

const line = ({ figure, early, late }: Course) =>
  `${figure}: ${early.toFixed(1)} early, ${late.toFixed(1)} late (${(late / early).toFixed(2)} ×)`;

try {
  const courses = coursesOf(await inOwnShop({ settings, progress, interruption: wishes }, soak));
  const grown = unflat(courses);
  for (const course of courses) progress.line(`${grown.includes(course) ? '✗' : '✓'} ${line(course)}`);
  process.exit(grown.length === 0 ? 0 : 2);
} catch (error) {
  process.stderr.write(wishes.stop.aborted ? '\n✓ everything stopped\n' : `\n${explain(error)}\n`);
  process.exit(1);
}
