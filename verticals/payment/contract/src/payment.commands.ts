import { z } from 'zod';
import { Key, KeyDigest } from '@jogakbo/contract';
import { money, OrderId, payment, PaymentMethodId } from './payment.ts';

/** Longer than a provider takes to answer: what it does not answer in this time is asked again. */
const deadline = 10_000;
const verticals = { roles: ['vertical'], deadline } as const;

export const AuthorizePayment = payment.command(
  'AuthorizePayment',
  'Asks the provider to keep the money for an order.',
  { orderId: OrderId, ...money, methodId: PaymentMethodId, keyDigest: KeyDigest },
  verticals,
);

export const VoidPayment = payment.command(
  'VoidPayment',
  'Gives up the payment of an order, whatever has come of it yet; refused once the money is ours.',
  { orderId: OrderId },
  verticals,
);

export const CapturePayment = payment.command(
  'CapturePayment',
  'Takes the money that is kept for an order.',
  { orderId: OrderId },
  verticals,
);

export const RefundPayment = payment.command(
  'RefundPayment',
  'Gives back all money of an order: when staff ask for it, as soon as its goods have come back; refused where none was taken.',
  { orderId: OrderId },
  { roles: ['staff', 'vertical'], deadline },
);

export const RefundGoodwill = payment.command(
  'RefundGoodwill',
  'Gives back all money of an order whose goods its customer keeps; nothing where none was taken.',
  { orderId: OrderId },
  verticals,
);

export const ConfirmPayment = payment.command(
  'ConfirmPayment',
  'The customer confirms a payment to the provider, or refuses it.',
  { orderId: OrderId, key: Key, answer: z.enum(['confirm', 'refuse']) },
  { form: { path: '/payment/confirm', then: '/orders' }, deadline },
);

export const GiveUpConfirmation = payment.command(
  'GiveUpConfirmation',
  'The customer cancels the order: what is still to be confirmed will not be; nothing where nothing is.',
  { orderId: OrderId },
  verticals,
);

export const EndConfirmation = payment.command(
  'EndConfirmation',
  'The customer has had time enough: the provider takes no payment any more, and says whether there was one; nothing where none is waited for.',
  { orderId: OrderId },
  verticals,
);

export const HearStripe = payment.webhook(
  'HearStripe',
  'Stripe tells on its own account how a payment went: signed, and asked about before it counts.',
  { path: '/webhooks/stripe', headers: ['stripe-signature'], deadline },
);
