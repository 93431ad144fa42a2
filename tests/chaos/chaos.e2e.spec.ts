import { expect, test } from '@jogakbo/testing/shop';
import { stateIn } from '@jogakbo/dev';
import { chaos } from './src/chaos.ts';
import { shopIn } from './src/shop-here.ts';

const SECONDS = 30;

test('Whatever is killed or frozen while customers buy: money, stock, orders, views and what people were told hold together', async ({
  shop,
}) => {
  test.setTimeout(420_000);
  await shop.untilReady();
  const here = shopIn(stateIn(process.env['JOGAKBO_STATE']!));
  const outcome = await chaos(here, { seconds: SECONDS, rate: 5, seed: 7, everyFault: 2000 });
  expect(outcome.faults).toEqual([]);
  expect(Object.values(outcome.deeds).reduce((sum, often) => sum + often, 0)).toBeGreaterThan(10);
  expect(outcome.orders['confirmed']).toBeGreaterThan(20);
});
