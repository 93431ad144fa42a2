import { expect, test } from '@jogakbo/testing/shop';
import { stateIn } from '@jogakbo/dev';
import { diceOf } from '@jogakbo/testing/dice';
import { shopIn, type ShopHere } from './src/shop-here.ts';
import { Buyers } from './src/soak/buyers.ts';
import { coursesOf, unflat } from './src/soak/flatness.ts';
import { weigh, type Weight } from './src/soak/weight.ts';

const BATCH = 8;

test('Each order adds as much to the logs as the one before it, and nobody reads them who did not before', async ({ shop }) => {
  test.setTimeout(180_000);
  await shop.untilReady();
  const here = shopIn(stateIn(process.env['JOGAKBO_STATE']!));
  const buyers = await Buyers.of(here, diceOf(1));
  const weights: Weight[] = [];
  for (let batch = 0; batch < 4; batch += 1) {
    for (let nth = 0; nth < BATCH; nth += 1) expect(await buyers.buy()).toBe(true);
    weights.push(await atRest(here, (batch + 1) * BATCH));
  }
  expect(unflat(coursesOf(weights, ['messages', 'logBytes', 'consumers', 'files']))).toEqual([]);
});

/** What follows from an order goes on for a moment after it is confirmed: until nothing is added any more. */
async function atRest(here: ShopHere, orders: number): Promise<Weight> {
  let weight = await weigh(here, stateIn(process.env['JOGAKBO_STATE']!), orders);
  await expect
    .poll(
      async () => {
        const before = weight.messages;
        weight = await weigh(here, stateIn(process.env['JOGAKBO_STATE']!), orders);
        return weight.messages - before;
      },
      { intervals: [1000] },
    )
    .toBe(0);
  return weight;
}
