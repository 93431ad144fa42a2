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

/** What lies where a feed states it, by inventory's books. */
export interface StockBook {
  readonly stockId: StockId;
  readonly sku: Sku;
  readonly onHand: number;
  readonly reserved: number;
}

/** All of it, by SKU. */
export type Books = ReadonlyMap<Sku, Pick<StockBook, 'onHand' | 'reserved'>>;

/** A feed speaks of what can be sold: what lies elsewhere is no part of it. */
const booked = ({ stockId, sku, onHand, reserved, available }: StockLevel): StockBook | null =>
  available === undefined ? null : { stockId, sku, onHand, reserved };

export const stockBook = projection('stock-book', {
  into: table<StockBook>('stock_book', 'stockId'),
  from: { StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned },
  on: {
    ...{ StockReceived: booked, StockCounted: booked, StockReserved: booked },
    ...{ StockReleased: booked, StockSold: booked, StockReturned: booked },
  },
});
