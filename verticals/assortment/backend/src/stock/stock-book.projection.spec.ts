import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { Sku } from '@jogakbo/assortment-contract';
import { central, stockIdOf, StockCounted, StockReceived } from '@jogakbo/inventory-contract';
import { stockBook } from './stock-book.projection.ts';

const sku = Sku.parse('T-1');
const stockId = stockIdOf(sku, central);
const level = (onHand: number, reserved: number) => ({ stockId, sku, locationId: central, onHand, reserved });

describe('What a feed is compared with', () => {
  const given = specification(stockBook);
  it('is what inventory’s books say last, also where pieces are short', () =>
    given(
      StockReceived({ ...level(3, 0), available: 3, quantity: 3 }),
      StockCounted({ ...level(1, 2), available: 0, difference: -2, reason: 'A shelf fell.' }),
    ).then({ stockId, sku, onHand: 1, reserved: 2 }));
  it('is nothing that lies elsewhere', () => given(StockReceived({ ...level(3, 0), quantity: 3 })).then(null));
});
