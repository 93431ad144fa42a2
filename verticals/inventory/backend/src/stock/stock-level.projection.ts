import { projection, table } from '@jogakbo/domain';
import {
  StockCounted,
  type StockLevel,
  StockReceived,
  StockReleased,
  StockReserved,
  StockReturned,
  StockSold,
} from '@jogakbo/inventory-contract';

export interface StockLevelRow extends Pick<StockLevel, 'stockId' | 'sku' | 'locationId' | 'onHand' | 'reserved'> {
  /** Nothing where none are sold from this location. */
  readonly available: number | null;
}

const levelIn = ({ stockId, sku, locationId, onHand, reserved, available }: StockLevel): StockLevelRow => ({
  ...{ stockId, sku, locationId, onHand, reserved },
  available: available ?? null,
});

export const stockLevel = projection('stock-level', {
  into: table<StockLevelRow>('stock_level', 'stockId'),
  from: { StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned },
  on: {
    StockReceived: levelIn,
    StockCounted: levelIn,
    StockReserved: levelIn,
    StockReleased: levelIn,
    StockSold: levelIn,
    StockReturned: levelIn,
  },
});
