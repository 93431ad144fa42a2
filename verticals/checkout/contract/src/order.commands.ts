import { z } from 'zod';
import { Key, WrittenMoney } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { CartCookie, checkout, NextOrderCookie, VisitorCookie } from './cart.ts';
import { Customer, LatestOrderCookie, OrderId } from './order.ts';

const verticals = { roles: ['vertical'] } as const;

export const PlaceOrder = checkout.command(
  'PlaceOrder',
  'Orders what is in the visitor’s cart; again under the same id it is nothing, and something else under it is refused.',
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

export const ConfirmOrder = checkout.command('ConfirmOrder', 'All steps of the checkout have succeeded.', { orderId: OrderId }, verticals);

export const RejectOrder = checkout.command(
  'RejectOrder',
  'The checkout has failed, and is undone.',
  { orderId: OrderId, reason: z.string().min(1) },
  verticals,
);

export const CancelOrder = checkout.command(
  'CancelOrder',
  'An order is wanted no more, say its customer or staff; refused once it has ended.',
  { orderId: OrderId, key: Key.optional() },
  { form: { path: '/orders/cancel', then: '/orders' } },
);

export const ForgetCustomer = checkout.command(
  'ForgetCustomer',
  'Makes the name of an order’s customer unreadable, for good and everywhere; of all orders of the same visitor, when told so.',
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
  'Staff want the money of an order to go back: it is cancelled as by its customer; nothing where it has ended.',
  { orderId: OrderId },
  verticals,
);

export const RefuseCancellation = checkout.command(
  'RefuseCancellation',
  'An order can be cancelled no more.',
  { orderId: OrderId, reason: z.string().min(1) },
  verticals,
);

export const CloseOrder = checkout.command(
  'CloseOrder',
  'The money of an order has gone back: it is cancelled or returned, or its customer keeps it for nothing.',
  { orderId: OrderId, customerKeepsGoods: z.boolean().optional() },
  verticals,
);
