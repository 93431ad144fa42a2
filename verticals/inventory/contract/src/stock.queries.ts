import { z } from 'zod';
import { Sku } from '@jogakbo/assortment-contract';
import { Count, inventory, LocationId, StockId } from './stock.ts';
import { StockCounted, StockReceived, StockReleased, StockReserved, StockReturned, StockSold } from './stock.events.ts';

const changes = [StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned];

export const GetStock = inventory.query(
  'GetStock',
  'How many pieces of a variant can be sold, at all locations together.',
  { sku: Sku },
  { view: z.object({ sku: Sku, available: Count }), refreshedBy: changes },
);

export const StockLevel = z.object({ stockId: StockId, sku: Sku, locationId: LocationId, onHand: Count, reserved: Count });
export type StockLevel = z.infer<typeof StockLevel>;

export const ListStock = inventory.query(
  'ListStock',
  'What is on hand and what of it is reserved, by SKU and location.',
  {},
  { roles: ['staff'], view: z.array(StockLevel), refreshedBy: changes },
);
