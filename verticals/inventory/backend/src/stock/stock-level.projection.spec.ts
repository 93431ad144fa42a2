import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { Sku } from '@jogakbo/assortment-contract';
import { central, ReservationId, stockIdOf, StockReceived, StockSold } from '@jogakbo/inventory-contract';
import { stockLevel } from './stock-level.projection.ts';

const sku = Sku.parse('T-1');
const level = (onHand: number, reserved: number) => ({ stockId: stockIdOf(sku, central), sku, locationId: central, onHand, reserved });
const reservationId = ReservationId.parse('o-1');

describe('The level of a stock', () => {
  it('is what the last event led to', () =>
    specification(stockLevel)(
      StockReceived({ ...level(10, 0), quantity: 10 }),
      StockSold({ ...level(6, 1), available: 5, reservationId, quantity: 4 }),
    ).then({ ...level(6, 1), available: 5 }));
  it('has nothing to be sold where none are sold from', () =>
    specification(stockLevel)(StockReceived({ ...level(10, 0), quantity: 10 })).then({ ...level(10, 0), available: null }));
});
