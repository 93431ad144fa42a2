import { z } from 'zod';
import { Sku } from '@jogakbo/assortment-contract';
import { Count, inventory, LocationId, OnHand, StockId } from './stock.ts';
import { StockCounted, StockReceived, StockReleased, StockReserved, StockReturned, StockSold } from './stock.events.ts';

const changes = [StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned];

export const GetStock = inventory.query(
  'GetStock',
  'How many pieces of a variant are available.',
  { sku: Sku },
  { view: z.object({ sku: Sku, /** Absent while nobody has counted. */ available: Count.optional() }), refreshedBy: changes },
);

export const StockLevel = z.object({
  ...{ stockId: StockId, sku: Sku, locationId: LocationId, onHand: OnHand, reserved: Count },
  /** How many can be sold; absent where none are sold from this location. */
  available: Count.optional(),
  /** How many more are kept for somebody, or owed, than lie there; absent where none are. */
  short: Count.optional(),
});
export type StockLevel = z.infer<typeof StockLevel>;

export const ListStock = inventory.query(
  'ListStock',
  'Stock by SKU and location: on hand, reserved, available, short.',
  {},
  { roles: ['staff'], view: z.array(StockLevel), refreshedBy: changes },
);
