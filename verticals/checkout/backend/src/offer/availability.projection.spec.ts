import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { Sku } from '@jogakbo/assortment-contract';
import { central, ReservationId, stockIdOf, StockReceived, StockReserved } from '@jogakbo/inventory-contract';
import { availability } from './availability.projection.ts';

const sku = Sku.parse('T-1');
const stockId = stockIdOf(sku, central);
const level = (onHand: number, reserved: number) => ({ stockId, sku, locationId: central, onHand, reserved });
const reservation = { reservationId: ReservationId.parse('o-1'), quantity: 4, until: '2030-01-01T12:15:00.000Z' };

describe('What can be sold', () => {
  it('is what inventory says', () =>
    specification(availability)(
      StockReceived({ ...level(10, 0), available: 10, quantity: 10 }),
      StockReserved({ ...level(10, 4), available: 6, ...reservation }),
    ).then({
      ...{ stockId, sku, available: 6 },
    }));
  it('is nothing where none are sold from', () => specification(availability)(StockReceived({ ...level(10, 0), quantity: 10 })).then(null));
});
