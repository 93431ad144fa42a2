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

const levelIn = ({ stockId, sku, locationId, onHand, reserved }: StockLevel): StockLevel => ({
  stockId,
  sku,
  locationId,
  onHand,
  reserved,
});

export const stockLevel = projection('stock-level', {
  into: table<StockLevel>('stock_level', 'stockId'),
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
