import { z } from 'zod';
import { contract } from '@jogakbo/contract';

/** Three verticals as small as can be, so that the saga is measured and not a shop: an order needs stock and money. */
const orderId = z.string();
const reason = z.string();
const amount = z.number().int();

const ordering = contract('ordering');
const order = ordering.aggregate('order', 'orderId');
export const OrderPlaced = order.event('OrderPlaced', 'A customer ordered.', { orderId, amount });
export const OrderConfirmed = order.event('OrderConfirmed', 'An order will be fulfilled.', { orderId });
export const OrderRejected = order.event('OrderRejected', 'An order will not be fulfilled.', { orderId, reason });
export const PlaceOrder = ordering.command('PlaceOrder', 'Orders something.', { orderId, amount });
export const ConfirmOrder = ordering.command('ConfirmOrder', 'Confirms an order.', { orderId });
export const RejectOrder = ordering.command('RejectOrder', 'Rejects an order.', { orderId, reason });

const inventory = contract('inventory');
const reservation = inventory.aggregate('reservation', 'orderId');
export const StockReserved = reservation.event('StockReserved', 'Stock is kept.', { orderId });
export const StockReleased = reservation.event('StockReleased', 'Stock is free again.', { orderId });
export const ReserveStock = inventory.command('ReserveStock', 'Keeps stock.', { orderId });
export const ReleaseStock = inventory.command('ReleaseStock', 'Lets stock go.', { orderId });

const payment = contract('payment');
const charge = payment.aggregate('charge', 'orderId');
export const PaymentTaken = charge.event('PaymentTaken', 'Money is taken.', { orderId, amount });
export const PaymentDeclined = charge.event('PaymentDeclined', 'There is not enough money.', { orderId, reason });
export const TakePayment = payment.command('TakePayment', 'Takes money.', { orderId, amount });
export const ReturnPayment = payment.command('ReturnPayment', 'Gives money back.', { orderId });
export const PaymentReturned = charge.event('PaymentReturned', 'Money is given back.', { orderId });
