import { z } from 'zod';
import { checkout } from './cart.ts';
import { ordered, OrderId } from './order.ts';

const order = checkout.aggregate('order', 'orderId', {
  isPrivate: true,
  told: {
    ...{ OrderPlaced: [], OrderConfirmed: [], OrderRejected: [], OrderCancelled: [], OrderReturned: [], OrderRefunded: [] },
    ...{ CancellationNoted: [], CancellationBegun: [], CancellationRefused: [], CustomerForgotten: [] },
  },
});

const { customer: _, ...orderedGoods } = ordered;

export const OrderPlaced = order.event(
  'OrderPlaced',
  'A customer has ordered; stock and money are still to be had.',
  { orderId: OrderId, ...ordered },
  // From the second version on the customer is sealed.
  { version: 2, upcasts: { 1: (data) => data } },
);

/** The first version named who has ordered. */
function withoutCustomer(former: Record<string, unknown>) {
  const { customer: _, ...goods } = former;
  return goods;
}

export const OrderConfirmed = order.event(
  'OrderConfirmed',
  'The goods of an order are sold to its customer, and paid.',
  { orderId: OrderId, ...orderedGoods },
  { version: 2, upcasts: { 1: withoutCustomer } },
);

export const OrderRejected = order.event('OrderRejected', 'An order could not be had: what was kept for it goes back.', {
  orderId: OrderId,
  reason: z.string().min(1),
});

export const CancellationNoted = order.event(
  'CancellationNoted',
  'The customer cancels an order whose checkout is still running: it will be cancelled as soon as that has ended well.',
  { orderId: OrderId },
);

export const CancellationBegun = order.event(
  'CancellationBegun',
  'The customer cancels a confirmed order: its parcel is to be stopped, and goods and money are to go back.',
  { orderId: OrderId },
);

export const CancellationRefused = order.event('CancellationRefused', 'An order could not be cancelled any more: it stays as it was.', {
  orderId: OrderId,
  reason: z.string().min(1),
});

export const OrderCancelled = order.event('OrderCancelled', 'An order is cancelled: its goods and its money have gone back.', {
  orderId: OrderId,
});

export const CustomerForgotten = order.event(
  'CustomerForgotten',
  'Who has ordered is not known any more: only what was ordered, and what became of it.',
  { orderId: OrderId },
  { forgets: true },
);

export const OrderReturned = order.event('OrderReturned', 'What was handed over is back, and so is its money.', { orderId: OrderId });

export const OrderRefunded = order.event('OrderRefunded', 'The money of an order has gone back, and its customer keeps the goods.', {
  orderId: OrderId,
});
