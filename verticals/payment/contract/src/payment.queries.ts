import { z } from 'zod';
import { Balance, Currency, Key, Money } from '@jogakbo/contract';
import { money, OrderId, payment, PayingAddress, PaymentMethodId } from './payment.ts';
import {
  ConfirmationRequested,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentRefunded,
  PaymentRequested,
  PaymentVoided,
  RefundRefused,
} from './payment.events.ts';

export const PaymentMethod = z.object({
  methodId: PaymentMethodId,
  /** What a customer chooses by, e.g. "Card". */
  name: z.string().min(1),
  /** What happens with it, in a sentence. */
  hint: z.string(),
});
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const ListPaymentMethods = payment.query(
  'ListPaymentMethods',
  'The payment methods for an order; the first is the default.',
  {},
  { view: z.array(PaymentMethod) },
);

export const PaymentStatus = z.enum(['requested', 'to be confirmed', 'authorized', 'declined', 'voided', 'captured', 'refunded']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const Receipt = z.object({
  orderId: OrderId,
  status: PaymentStatus,
  ...money,
  /** The name of the method. */
  method: z.string(),
  /** What has happened, in its order. */
  entries: z.array(z.object({ status: PaymentStatus, at: z.iso.datetime() })),
  /** Why it was declined, or why its money did not go back. */
  reason: z.string().optional(),
  /** Where the customer confirms what is to be confirmed, if not here. */
  confirmAt: PayingAddress.optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** `null` for an order that is not known yet, or that the key does not open: the two are not told apart. */
export const GetReceipt = payment.query(
  'GetReceipt',
  'The payment of an order, for holders of its key and for staff.',
  { orderId: OrderId, key: Key.optional() },
  {
    view: Receipt.nullable(),
    refreshedBy: [
      PaymentRequested,
      ConfirmationRequested,
      PaymentAuthorized,
      PaymentDeclined,
      PaymentVoided,
      PaymentCaptured,
      PaymentRefunded,
      RefundRefused,
    ],
  },
);

/** An account of the ledger. */
export const Account = z.enum(['customers', 'held', 'provider', 'sales']);
export type Account = z.infer<typeof Account>;

export const GetBalances = payment.query(
  'GetBalances',
  'The balance of every ledger account, by currency and its digits; they sum to zero.',
  {},
  {
    roles: ['staff'],
    version: 2,
    view: z.array(z.object({ account: Account, currency: Currency, balance: Balance })),
  },
);

export const ListPayments = payment.query(
  'ListPayments',
  'The payments of the latest orders, newest first.',
  {},
  {
    roles: ['staff'],
    view: z.array(z.object({ orderId: OrderId, status: PaymentStatus, ...Money.shape, method: z.string() })),
  },
);
