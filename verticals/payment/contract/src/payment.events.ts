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

export const PaymentRequested = ofOrder.event('PaymentRequested', 'An order is to be paid for: the provider is asked whether it will be.', {
  orderId: OrderId,
  ...money,
  methodId: PaymentMethodId,
  /** Of the key that opens the order's receipt. */
  keyDigest: KeyDigest,
});

export const ConfirmationRequested = ofOrder.event(
  'ConfirmationRequested',
  'The provider wants the customer to confirm the payment before it says anything.',
  {
    ...{ orderId: OrderId, reference: Reference },
    /** Where the customer does so, if not here. */
    confirmAt: PayingAddress.optional(),
  },
);

export const ConfirmationEnded = ofOrder.event(
  'ConfirmationEnded',
  'The customer’s confirmation is waited for no more: what comes of the payment is known.',
  { orderId: OrderId },
);

export const PaymentAuthorized = ofOrder.event('PaymentAuthorized', 'The provider keeps the money for the order.', {
  orderId: OrderId,
  ...money,
  reference: Reference,
});

export const PaymentDeclined = ofOrder.event('PaymentDeclined', 'The provider will not pay.', {
  orderId: OrderId,
  reason: z.string().min(1).max(200),
});

export const PaymentVoided = ofOrder.event(
  'PaymentVoided',
  'The order is not paid for, and never will be: what was kept for it is let go.',
  { orderId: OrderId },
);

export const PaymentCaptured = ofOrder.event('PaymentCaptured', 'The money that was kept for the order is ours.', {
  orderId: OrderId,
  ...money,
});

export const RefundRequested = ofOrder.event(
  'RefundRequested',
  'Staff want the money of the order to go back: its goods are to come back first.',
  { orderId: OrderId },
);

export const PaymentRefunded = ofOrder.event('PaymentRefunded', 'All money of the order has gone back.', {
  orderId: OrderId,
  ...money,
  /** Whether the customer keeps the goods all the same. */
  customerKeepsGoods: z.boolean().optional(),
});

export const RefundRefused = ofOrder.event('RefundRefused', 'The provider does not take the money of the order back.', {
  orderId: OrderId,
  reason: z.string().min(1).max(200),
});
