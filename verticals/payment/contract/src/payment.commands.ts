import { z } from 'zod';
import { Key, KeyDigest } from '@jogakbo/contract';
import { money, OrderId, payment, PaymentMethodId } from './payment.ts';

/** Longer than a provider takes to answer: what it does not answer in this time is asked again. */
const deadline = 10_000;
const verticals = { roles: ['vertical'], deadline } as const;

export const AuthorizePayment = payment.command(
  'AuthorizePayment',
  'Asks the provider to authorize the payment of an order.',
  { orderId: OrderId, ...money, methodId: PaymentMethodId, keyDigest: KeyDigest },
  verticals,
);

export const VoidPayment = payment.command(
  'VoidPayment',
  'Voids the payment of an order, whatever its state. Refused once it is captured.',
  { orderId: OrderId },
  verticals,
);

export const CapturePayment = payment.command(
  'CapturePayment',
  'Captures the authorized payment of an order.',
  { orderId: OrderId },
  verticals,
);

export const RefundPayment = payment.command(
  'RefundPayment',
  'Refunds an order; for staff as soon as its goods have come back. Refused where nothing was captured.',
  { orderId: OrderId },
  { roles: ['staff', 'vertical'], deadline },
);

export const RefundGoodwill = payment.command(
  'RefundGoodwill',
  'Refunds an order whose customer keeps the goods. Does nothing where nothing was captured.',
  { orderId: OrderId },
  verticals,
);

export const ConfirmPayment = payment.command(
  'ConfirmPayment',
  'The customer confirms or declines a payment with the provider.',
  { orderId: OrderId, key: Key, answer: z.enum(['confirm', 'refuse']) },
  { form: { path: '/payment/confirm', then: '/orders' }, deadline },
);

export const GiveUpConfirmation = payment.command(
  'GiveUpConfirmation',
  'Withdraws a payment that awaits the customer’s confirmation, since the order is cancelled. Does nothing otherwise.',
  { orderId: OrderId },
  verticals,
);

export const EndConfirmation = payment.command(
  'EndConfirmation',
  'Ends a payment that awaited the customer’s confirmation for too long, and asks the provider whether it was made. Does nothing otherwise.',
  { orderId: OrderId },
  verticals,
);

export const HearStripe = payment.webhook(
  'HearStripe',
  'Stripe tells on its own account how a payment went: signed, and asked about before it counts.',
  { path: '/webhooks/stripe', headers: ['stripe-signature'], deadline },
);
