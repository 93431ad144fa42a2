import { describe, expect, it } from 'vitest';
import { Sku } from '@jogakbo/assortment-contract';
import { statedOtherwise, stockReport } from './stated-stock.ts';
import type { Books } from './stock-book.projection.ts';

const sku = (name: string) => Sku.parse(name);
const stated = (stock: Record<string, number>) => Object.entries(stock).map(([name, quantity]) => ({ sku: sku(name), quantity }));
const books = (levels: Record<string, [onHand: number, reserved: number]>): Books =>
  new Map(Object.entries(levels).map(([name, [onHand, reserved]]) => [sku(name), { onHand, reserved }]));
const otherwise = (feed: Record<string, number>, levels: Record<string, [number, number]>) =>
  Object.fromEntries(statedOtherwise(stated(feed), books(levels)).map(({ sku, quantity }) => [sku, quantity]));

describe('What a feed states of the stock', () => {
  it('is told where the books have something else, or nothing', () => {
    expect(otherwise({ SAME: 3, MORE: 5, LESS: 0, NEW: 2, NONE: 0 }, { SAME: [3, 1], MORE: [4, 0], LESS: [1, 1] })).toEqual({
      ...{ MORE: 5, LESS: 0, NEW: 2, NONE: 0 },
    });
  });
  it('is told again by the same feed as long as it did not come true, and no longer', () => {
    expect(otherwise({ OX: 0 }, { OX: [2, 1] })).toEqual({ OX: 0 });
    expect(otherwise({ OX: 0 }, { OX: [0, 1] })).toEqual({});
  });

  it('is reported: what was set, raised, lowered, stated below what is kept, and what nobody can buy yet', () => {
    const levels = books({ SAME: [3, 0], MORE: [4, 0], LESS: [5, 2], SHORT: [3, 2] });
    const listed = ['SAME', 'MORE', 'LESS', 'SHORT', 'NEW', 'SILENT', 'UNHEARD'].map(sku);
    expect(stockReport(stated({ SAME: 3, MORE: 5, LESS: 2, SHORT: 1, NEW: 0 }), levels, listed)).toEqual({
      ...{ unchanged: 1, counted: 1, raised: 1, lowered: 2, uncounted: 2 },
      belowReserved: [{ sku: 'SHORT', stated: 1, reserved: 2 }],
    });
  });
});
