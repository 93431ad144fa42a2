import { z } from 'zod';
import { GoodsLine, inventory, OrderId } from './stock.ts';

const goods = inventory.aggregate('goods', 'orderId', { isPrivate: true, told: { GoodsReserved: [], GoodsReleased: [] } });

export const GoodsReserved = goods.event('GoodsReserved', 'All pieces of an order are kept for it.', {
  orderId: OrderId,
  lines: z.array(GoodsLine).min(1),
});

export const GoodsSold = goods.event('GoodsSold', 'The pieces that were kept for an order are off the books.', { orderId: OrderId });

export const GoodsReleased = goods.event(
  'GoodsReleased',
  'An order has nothing more here: its pieces can be sold to others, and none are kept for it again.',
  { orderId: OrderId },
);

export const GoodsTakenBack = goods.event(
  'GoodsTakenBack',
  'The pieces that an order had bought are on hand again, and kept for it until its money has gone back.',
  { orderId: OrderId },
);
