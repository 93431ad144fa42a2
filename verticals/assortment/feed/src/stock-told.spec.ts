import { expect, it } from 'vitest';
import { Sku } from '@jogakbo/assortment-contract';
import { stockTold } from './stock-told.ts';

const quiet = { unchanged: 9, counted: 0, raised: 0, lowered: 0, belowReserved: [], uncounted: 0, waiting: 0 };
const short = (nth: number) => ({ sku: Sku.parse(`OX-${nth}`), stated: 0, reserved: 1 });

it('an import that changes no stock says so, and no more', () =>
  expect(stockTold(quiet)).toEqual(['Stock: 0 counted for the first time, 0 raised, 0 lowered, 9 as in the books.']));

it('what somebody should look at is said one by one', () =>
  expect(stockTold({ ...quiet, lowered: 1, belowReserved: [short(1)], uncounted: 1, waiting: 2 }).slice(1)).toEqual([
    'OX-1: 0 stated, 1 kept for orders. None can be bought, 1 short.',
    "1 variant can't be bought until somebody counts them (`npm run staff -- CountStock`) or a feed states their stock.",
    'Inventory is unavailable: it counts 2 variants when it is back. Until then the books stay as they are.',
  ]));

it('what would fill the screen is cut short', () => {
  const lines = stockTold({ ...quiet, belowReserved: Array.from({ length: 12 }, (_, nth) => short(nth)) });
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toContain('2 variants more');
});
