import { z } from 'zod';
import { Sku } from '@jogakbo/assortment-contract';
import { availableOf, Count, inventory, LocationId, OnHand, Quantity, ReservationId, StockId } from './stock.ts';

/** Outside nobody is told what has happened, or how much there is: only that it is worth asking again what can be sold. */
const stock = inventory.aggregate('stock', 'stockId', {
  told: {
    ...{ StockReceived: 'changed', StockCounted: 'changed', StockReserved: 'changed' },
    ...{ StockReleased: 'changed', StockSold: 'changed', StockReturned: 'changed' },
  },
});

/** Whatever happened, the level that it led to is said as well. */
const level = {
  ...{ stockId: StockId, sku: Sku, locationId: LocationId, onHand: OnHand, reserved: Count },
  /** How many pieces can be sold now; absent where none are sold from this location. */
  available: Count.optional(),
};

/** What could be sold was not said by itself before. */
const sinceAvailable = { version: 2, upcasts: { 1: (data: any) => ({ ...data, available: availableOf(data) }) } };

export const StockReceived = stock.event(
  'StockReceived',
  'Pieces were received into stock.',
  { ...level, quantity: Quantity },
  sinceAvailable,
);

export const StockCounted = stock.event(
  'StockCounted',
  'A count was the first, or differed from the books.',
  {
    ...level,
    /** How many pieces more were found than were known of; below zero where some were missing. */
    difference: z.number().int(),
    reason: z.string().min(1).max(200),
  },
  sinceAvailable,
);

export const StockReserved = stock.event(
  'StockReserved',
  'Pieces are reserved until they are sold, released or expired.',
  {
    ...level,
    reservationId: ReservationId,
    quantity: Quantity,
    until: z.iso.datetime().optional(),
  },
  sinceAvailable,
);

export const StockReleased = stock.event(
  'StockReleased',
  'Reserved pieces were released; others can buy them.',
  {
    ...level,
    reservationId: ReservationId,
    quantity: Quantity,
    /** Whether nobody asked for it: the reservation's time was over. */
    hasLapsed: z.boolean(),
  },
  sinceAvailable,
);

export const StockSold = stock.event(
  'StockSold',
  'Reserved pieces were sold.',
  {
    ...level,
    reservationId: ReservationId,
    quantity: Quantity,
  },
  sinceAvailable,
);

export const StockReturned = stock.event(
  'StockReturned',
  'Sold pieces are back on hand, and held for their former buyer.',
  {
    ...level,
    reservationId: ReservationId,
    quantity: Quantity,
  },
  sinceAvailable,
);
