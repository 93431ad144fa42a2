import { projection, table } from '@jogakbo/domain';
import type { Sku } from '@jogakbo/assortment-contract';
import {
  StockCounted,
  StockReceived,
  StockReleased,
  StockReserved,
  StockReturned,
  StockSold,
  type StockId,
  type StockLevel,
} from '@jogakbo/inventory-contract';

export interface Availability {
  readonly stockId: StockId;
  readonly sku: Sku;
  readonly available: number;
}

/** How many can be sold is inventory's to say. Where it says nothing, none are sold from there. */
const left = ({ stockId, sku, available }: StockLevel): Availability | null =>
  available === undefined ? null : { stockId, sku, available };

export const availability = projection('availability', {
  into: table<Availability>('availability', 'stockId'),
  from: { StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned },
  on: { StockReceived: left, StockCounted: left, StockReserved: left, StockReleased: left, StockSold: left, StockReturned: left },
});
