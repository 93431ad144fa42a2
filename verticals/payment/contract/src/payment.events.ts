import { z } from 'zod';
import { KeyDigest } from '@jogakbo/contract';
import { money, OrderId, payment, PayingAddress, PaymentMethodId } from './payment.ts';

/** What the provider calls the payment, where it has a name of its own for it. */
const Reference = z.string().min(1).max(200).optional();

const ofOrder = payment.aggregate('payment', 'orderId', {
  isPrivate: true,
  told: {
    ...{ PaymentRequested: [], ConfirmationRequested: [], PaymentAuthorized: [], PaymentDeclined: [] },
    ...{ PaymentVoided: [], PaymentCaptured: [], PaymentRefunded: [], RefundRefused: [] },
  },
});

export const PaymentRequested = ofOrder.event('PaymentRequested', 'A payment was requested: the provider is asked to authorize it.', {
  orderId: OrderId,
  ...money,
  methodId: PaymentMethodId,
  /** Of the key that opens the order's receipt. */
  keyDigest: KeyDigest,
});

export const ConfirmationRequested = ofOrder.event('ConfirmationRequested', 'The provider requires the customer to confirm the payment.', {
  ...{ orderId: OrderId, reference: Reference },
  /** Where the customer does so, if not here. */
  confirmAt: PayingAddress.optional(),
});

export const ConfirmationEnded = ofOrder.event(
  'ConfirmationEnded',
  'The customer’s confirmation is no longer awaited: the outcome of the payment is known.',
  { orderId: OrderId },
);

export const PaymentAuthorized = ofOrder.event('PaymentAuthorized', 'The provider authorized the payment.', {
  orderId: OrderId,
  ...money,
  reference: Reference,
});

export const PaymentDeclined = ofOrder.event('PaymentDeclined', 'The provider declined the payment.', {
  orderId: OrderId,
  reason: z.string().min(1).max(200),
});

export const PaymentVoided = ofOrder.event('PaymentVoided', 'The payment was voided; the authorization is released.', { orderId: OrderId });

export const PaymentCaptured = ofOrder.event('PaymentCaptured', 'The authorized payment was captured.', {
  orderId: OrderId,
  ...money,
});

export const RefundRequested = ofOrder.event('RefundRequested', 'Staff requested a refund; the goods have to come back first.', {
  orderId: OrderId,
});

export const PaymentRefunded = ofOrder.event('PaymentRefunded', 'The payment was refunded in full.', {
  orderId: OrderId,
  ...money,
  /** Whether the customer keeps the goods all the same. */
  customerKeepsGoods: z.boolean().optional(),
});

export const RefundRefused = ofOrder.event('RefundRefused', 'The provider refused the refund.', {
  orderId: OrderId,
  reason: z.string().min(1).max(200),
});
