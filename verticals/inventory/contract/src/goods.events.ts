import { z } from 'zod';
import { GoodsLine, inventory, OrderId } from './stock.ts';

const goods = inventory.aggregate('goods', 'orderId', { isPrivate: true, told: { GoodsReserved: [], GoodsReleased: [] } });

export const GoodsReserved = goods.event('GoodsReserved', 'All pieces of an order are reserved.', {
  orderId: OrderId,
  lines: z.array(GoodsLine).min(1),
});

export const GoodsSold = goods.event('GoodsSold', 'The pieces reserved for an order are sold.', { orderId: OrderId });

export const GoodsReleased = goods.event('GoodsReleased', 'An order’s pieces are released for good; others can buy them.', {
  orderId: OrderId,
});

export const GoodsTakenBack = goods.event(
  'GoodsTakenBack',
  'The pieces of an order are back on hand, and held until its money is refunded.',
  { orderId: OrderId },
);
