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
  'A customer placed an order; stock and payment are still pending.',
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
  'An order is paid and its goods are sold to the customer.',
  { orderId: OrderId, ...orderedGoods },
  { version: 2, upcasts: { 1: withoutCustomer } },
);

export const OrderRejected = order.event('OrderRejected', 'An order could not be fulfilled; everything reserved for it is released.', {
  orderId: OrderId,
  reason: z.string().min(1),
});

export const CancellationNoted = order.event(
  'CancellationNoted',
  'The customer cancelled an order during its checkout; the cancellation begins when the checkout succeeds.',
  { orderId: OrderId },
);

export const CancellationBegun = order.event(
  'CancellationBegun',
  'The customer cancelled a confirmed order: its parcel is stopped, then goods and money go back.',
  { orderId: OrderId },
);

export const CancellationRefused = order.event('CancellationRefused', 'A cancellation came too late; the order stays as it was.', {
  orderId: OrderId,
  reason: z.string().min(1),
});

export const OrderCancelled = order.event('OrderCancelled', 'An order is cancelled; its goods and its money have gone back.', {
  orderId: OrderId,
});

export const CustomerForgotten = order.event(
  'CustomerForgotten',
  'The customer of an order was erased; what was ordered and what became of it remain.',
  { orderId: OrderId },
  { forgets: true },
);

export const OrderReturned = order.event('OrderReturned', 'An order was returned and refunded.', { orderId: OrderId });

export const OrderRefunded = order.event('OrderRefunded', 'An order was refunded, and its customer keeps the goods.', {
  orderId: OrderId,
});
