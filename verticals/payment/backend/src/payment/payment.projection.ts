import type { KeyDigest, Money } from '@jogakbo/contract';
import { projection, table, type Occurrence } from '@jogakbo/domain';
import {
  ConfirmationRequested,
  type OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  type PaymentMethodId,
  PaymentRefunded,
  PaymentRequested,
  type PaymentStatus,
  PaymentVoided,
  RefundRefused,
} from '@jogakbo/payment-contract';

/** How an order is paid for. */
export interface PaymentRow extends Readonly<Money> {
  readonly orderId: OrderId;
  readonly status: PaymentStatus;
  readonly methodId: PaymentMethodId;
  readonly keyDigest: KeyDigest;
  readonly entries: readonly { readonly status: PaymentStatus; readonly at: string }[];
  /** Why it was declined, or why its money did not go back. */
  readonly reason: string | null;
  /** Where the customer pays, while that is waited for and if it is not here. */
  readonly confirmAt: string | null;
  readonly requestedAt: string;
}

interface Said {
  readonly orderId: OrderId;
  readonly reason?: string;
  readonly confirmAt?: string | undefined;
}

/** What was voided before it was asked for has no row: there is nothing to say about its money. */
const becomes =
  (status: PaymentStatus) =>
  (said: Said, row: PaymentRow | null, { occurredAt }: Occurrence): PaymentRow | null => {
    if (!row) return null;
    const entries = [...row.entries, { status, at: occurredAt.toISOString() }];
    return { ...row, status, entries, reason: said.reason ?? null, confirmAt: said.confirmAt ?? null };
  };

export const paymentRow = projection('payment', {
  into: table<PaymentRow>('payment', 'orderId'),
  from: {
    PaymentRequested,
    ConfirmationRequested,
    PaymentAuthorized,
    PaymentDeclined,
    PaymentVoided,
    PaymentCaptured,
    PaymentRefunded,
    RefundRefused,
  },
  on: {
    PaymentRequested: ({ orderId, amount, currency, methodId, keyDigest }, _, { occurredAt }): PaymentRow => {
      const at = occurredAt.toISOString();
      const entries = [{ status: 'requested' as const, at }];
      return {
        orderId,
        status: 'requested',
        amount,
        currency,
        methodId,
        keyDigest,
        entries,
        reason: null,
        confirmAt: null,
        requestedAt: at,
      };
    },
    ConfirmationRequested: becomes('to be confirmed'),
    PaymentAuthorized: becomes('authorized'),
    PaymentDeclined: becomes('declined'),
    PaymentVoided: becomes('voided'),
    PaymentCaptured: becomes('captured'),
    PaymentRefunded: becomes('refunded'),
    RefundRefused: ({ reason }, row) => row && { ...row, reason },
  },
});
