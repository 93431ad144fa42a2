import { z } from 'zod';
import { contract } from '@jogakbo/contract';

/** Three small verticals to hold the promises of sagas, reactions and gatherings against: an order needs stock and money. */
const orderId = z.string();
const reason = z.string();

export const ordering = contract('ordering');
const order = ordering.aggregate('order', 'orderId');
export const OrderPlaced = order.event('OrderPlaced', 'A customer ordered.', { orderId, sku: z.string(), amount: z.number() });
export const OrderConfirmed = order.event('OrderConfirmed', 'An order will be fulfilled.', { orderId });
export const OrderRejected = order.event('OrderRejected', 'An order will not be fulfilled.', { orderId, reason });
export const OrderReady = order.event('OrderReady', 'Everything about an order has come together.', { orderId });
export const OrderEscalated = order.event('OrderEscalated', 'Somebody has to look at an order.', { orderId, missing: z.string() });
export const PlaceOrder = ordering.command('PlaceOrder', 'Orders something.', { orderId, sku: z.string(), amount: z.number() });
export const ConfirmOrder = ordering.command('ConfirmOrder', 'Confirms an order.', { orderId });
export const RejectOrder = ordering.command('RejectOrder', 'Rejects an order.', { orderId, reason });
export const ReadyOrder = ordering.command('ReadyOrder', 'Says that an order is ready.', { orderId });
export const EscalateOrder = ordering.command('EscalateOrder', 'Asks somebody to look at an order.', { orderId, missing: z.string() });

export const inventory = contract('inventory');
const reservation = inventory.aggregate('reservation', 'orderId');
export const StockReserved = reservation.event('StockReserved', 'Stock is kept.', { orderId, sku: z.string() });
export const StockUnavailable = reservation.event('StockUnavailable', 'There is not enough.', { orderId, reason });
export const StockReleased = reservation.event('StockReleased', 'Stock is free again.', { orderId });
export const StockPicked = reservation.event('StockPicked', 'Stock is on its way.', { orderId });
export const ReserveStock = inventory.command('ReserveStock', 'Keeps stock.', { orderId, sku: z.string() });
export const ReleaseStock = inventory.command('ReleaseStock', 'Lets stock go.', { orderId });
export const PickStock = inventory.command('PickStock', 'Takes stock from its shelf.', { orderId });

export const payment = contract('payment');
const authorization = payment.aggregate('authorization', 'orderId');
export const PaymentAuthorized = authorization.event('PaymentAuthorized', 'Money is kept.', { orderId, amount: z.number() });
export const PaymentDeclined = authorization.event('PaymentDeclined', 'There is no money.', { orderId, reason });
export const PaymentVoided = authorization.event('PaymentVoided', 'Money is free again.', { orderId });
export const PaymentCaptured = authorization.event('PaymentCaptured', 'Money is taken.', { orderId });
export const AuthorizePayment = payment.command('AuthorizePayment', 'Keeps money.', { orderId, amount: z.number() });
export const VoidPayment = payment.command('VoidPayment', 'Lets money go.', { orderId });
export const CapturePayment = payment.command('CapturePayment', 'Takes money.', { orderId });
