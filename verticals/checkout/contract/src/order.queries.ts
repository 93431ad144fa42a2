import { z } from 'zod';
import { Amount, Currency, Key } from '@jogakbo/contract';
import { ProductDelisted, ProductListed, Sku, StoreClosed, StoreId, StoreOpened, StorefrontArranged } from '@jogakbo/assortment-contract';
import { ParcelHandedOver, ParcelReady, ParcelResumed, ReturnRequested } from '@jogakbo/delivery-contract';
import { GoodsReleased, GoodsReserved } from '@jogakbo/inventory-contract';
import { ConfirmationRequested, PaymentAuthorized, PaymentRefunded, PaymentVoided } from '@jogakbo/payment-contract';
import { CartCookie, checkout, NextOrderCookie, VisitorCookie } from './cart.ts';
import { Cart, CartLine } from './checkout.queries.ts';
import { Customer, LatestOrderCookie, OrderId } from './order.ts';
import {
  CancellationBegun,
  CancellationNoted,
  CancellationRefused,
  CustomerForgotten,
  OrderCancelled,
  OrderConfirmed,
  OrderPlaced,
  OrderRefunded,
  OrderRejected,
  OrderReturned,
} from './order.events.ts';

export const GetCheckout = checkout.query(
  'GetCheckout',
  'The cart to be ordered, the id its order will have until the cart changes, and the pickup stores.',
  {},
  {
    view: z.object({
      ...{ orderId: OrderId, cart: Cart },
      /** Absent in what earlier releases answer. */
      stores: z.array(z.object({ storeId: StoreId, name: z.string() })).optional(),
    }),
    refreshedBy: [ProductListed, ProductDelisted, StorefrontArranged, StoreOpened, StoreClosed],
    cookies: [CartCookie, NextOrderCookie],
  },
);

/** `null` for somebody who has ordered nothing lately. */
export const GetLatestOrder = checkout.query(
  'GetLatestOrder',
  'The order that the visitor placed last.',
  {},
  { view: z.object({ orderId: OrderId }).nullable(), cookies: [LatestOrderCookie] },
);

/** What may happen to an order, as its customer sees it. */
export const OrderStep = z.enum([
  'placed',
  'stock reserved',
  'confirmation requested',
  'payment authorized',
  'confirmed',
  'ready for pickup',
  'handed over',
  'return requested',
  'rejected',
  'cancellation requested',
  'cancellation refused',
  'return refused',
  'stock given back',
  'payment voided',
  'money given back',
  'cancelled',
  'returned',
  'refunded',
]);
export type OrderStep = z.infer<typeof OrderStep>;

export const OrderStatus = z.enum(['placed', 'confirmed', 'rejected', 'cancelled', 'returned', 'refunded']);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const Order = z.object({
  orderId: OrderId,
  /** Opens this order to whoever has it, and what other verticals say about it; only who may see all of the visitor's orders can give it away. */
  key: Key.optional(),
  status: OrderStatus,
  /** What has happened, in its order. */
  steps: z.array(z.object({ step: OrderStep, at: z.iso.datetime() })),
  /** Why it was rejected, or why it was not cancelled. */
  reason: z.string().optional(),
  mayCancel: z.boolean(),
  lines: z.array(CartLine),
  total: Amount,
  currency: Currency,
  /** `null` once it is forgotten. */
  customer: Customer.nullable(),
  storeId: StoreId,
  /** The catalogue could not be asked when it was placed: prices are those that the customer saw. */
  pricesAreUnchecked: z.boolean().optional(),
});
export type Order = z.infer<typeof Order>;

/** `null` for an order that does not exist, or that this visitor may not see: the two are not told apart. */
export const GetOrder = checkout.query(
  'GetOrder',
  'The status of an order, for its visitor, for holders of its key, and for staff.',
  { orderId: OrderId, key: Key.optional() },
  {
    version: 2,
    view: Order.nullable(),
    cookies: [VisitorCookie],
    refreshedBy: [
      ...[OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled, OrderReturned, OrderRefunded],
      ...[CancellationNoted, CancellationBegun, CancellationRefused, CustomerForgotten],
      ...[GoodsReserved, GoodsReleased],
      ...[ConfirmationRequested, PaymentAuthorized, PaymentVoided, PaymentRefunded],
      ...[ParcelReady, ParcelHandedOver, ReturnRequested, ParcelResumed],
    ],
  },
);

export const GetCustomer = checkout.query(
  'GetCustomer',
  'The customer who picks up an order.',
  { orderId: OrderId },
  { roles: ['staff'], view: z.object({ customer: Customer.nullable() }).nullable(), refreshedBy: [OrderPlaced, CustomerForgotten] },
);

export const OrderSummary = z.object({
  orderId: OrderId,
  placedAt: z.iso.datetime(),
  status: OrderStatus,
  /** The newest of its steps. */
  step: OrderStep,
  /** What is in it, e.g. "Field Pioneer Sunset Copper". */
  names: z.array(z.string()),
  quantity: z.number().int().positive(),
  total: Amount,
  currency: Currency,
});
export type OrderSummary = z.infer<typeof OrderSummary>;

export const UnpaidOrder = z.object({
  orderId: OrderId,
  /** The same for all orders of one visitor, and says nothing else. */
  visitor: z.string(),
  placedAt: z.iso.datetime(),
  waitsFor: z.enum(['the provider', 'the customer']),
  /** When its pieces are let go, unless it is paid until then. */
  until: z.iso.datetime().optional(),
  pieces: z.array(z.object({ sku: Sku, quantity: z.number().int().positive() })),
});
export type UnpaidOrder = z.infer<typeof UnpaidOrder>;

export const ListUnpaidOrders = checkout.query(
  'ListUnpaidOrders',
  'Unpaid orders with the stock they hold, for whom and until when; longest waiting first.',
  {},
  { roles: ['staff'], view: z.array(UnpaidOrder) },
);

export const ListOrders = checkout.query(
  'ListOrders',
  'The visitor’s latest orders, newest first.',
  {},
  { view: z.array(OrderSummary), cookies: [VisitorCookie, LatestOrderCookie] },
);
