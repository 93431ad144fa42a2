import { z } from 'zod';
import { contract, id, Money, type Duration } from '@jogakbo/contract';

export const payment = contract('payment');

/** The order that is paid for: checkout's. */
export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

/** A way to pay, as the provider offers it. */
export const PaymentMethodId = id('PaymentMethodId');
export type PaymentMethodId = z.infer<typeof PaymentMethodId>;

/** How long a customer may take to confirm a payment; then the provider is asked a last time what came of it. */
export const CONFIRM_WITHIN = '5 minutes' satisfies Duration;

/** Where a customer pays at the provider's own page. */
export const PayingAddress = z.url({ protocol: /^https$/ }).max(4000);

/** The money of one order: always in the currency in which it was ordered, whatever the shop counts in by now. */
export const money = Money.shape;
