import { z } from 'zod';
import { Key, WrittenMoney } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { CartCookie, checkout, NextOrderCookie, VisitorCookie } from './cart.ts';
import { Customer, LatestOrderCookie, OrderId } from './order.ts';

const verticals = { roles: ['vertical'] } as const;

export const PlaceOrder = checkout.command(
  'PlaceOrder',
  'Places an order for the visitor’s cart. Idempotent by the order’s id; another cart under the same id is refused.',
  {
    /** From `GetCheckout`: it stands for this order, however often it is sent. */
    orderId: OrderId,
    ...Customer.shape,
    storeId: StoreId,
    paymentMethodId: PaymentMethodId,
    /** What the customer agreed to pay, e.g. `1299.00 EUR`: refused when it costs something else by now, or is in another currency. */
    total: WrittenMoney,
  },
  {
    version: 2,
    cookies: [CartCookie, NextOrderCookie, VisitorCookie, LatestOrderCookie],
    form: { path: '/checkout/place-order', then: '/checkout/thanks', otherwise: '/checkout/checkout' },
    deadline: 5000,
    isScarce: true,
  },
);

export const ConfirmOrder = checkout.command(
  'ConfirmOrder',
  'Confirms an order whose checkout has succeeded.',
  { orderId: OrderId },
  verticals,
);

export const RejectOrder = checkout.command(
  'RejectOrder',
  'Rejects an order whose checkout has failed and is compensated.',
  { orderId: OrderId, reason: z.string().min(1) },
  verticals,
);

export const CancelOrder = checkout.command(
  'CancelOrder',
  'Cancels an order, for its customer or for staff. Refused once the order has ended.',
  { orderId: OrderId, key: Key.optional() },
  { form: { path: '/orders/cancel', then: '/orders' } },
);

export const ForgetCustomer = checkout.command(
  'ForgetCustomer',
  'Erases the name of an order’s customer everywhere and for good; on request for all orders of the same visitor.',
  { orderId: OrderId, allOrders: z.boolean().optional() },
  {
    roles: ['staff'],
    deadline: 30_000,
    result: z.object({
      /** The orders whose customer is not known any more. */
      orders: z.array(OrderId),
      /** What stays, and why. */
      kept: z.string(),
    }),
  },
);

export const CancelForRefund = checkout.command(
  'CancelForRefund',
  'Cancels an order because staff refund it. Does nothing once the order has ended.',
  { orderId: OrderId },
  verticals,
);

export const RefuseCancellation = checkout.command(
  'RefuseCancellation',
  'Refuses a cancellation that came too late.',
  { orderId: OrderId, reason: z.string().min(1) },
  verticals,
);

export const CloseOrder = checkout.command(
  'CloseOrder',
  'Closes an order whose money was refunded: it is cancelled, returned, or kept by its customer as goodwill.',
  { orderId: OrderId, customerKeepsGoods: z.boolean().optional() },
  verticals,
);
