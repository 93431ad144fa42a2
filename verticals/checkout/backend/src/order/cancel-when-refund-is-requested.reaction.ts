import { reaction } from '@jogakbo/domain';
import { CancelForRefund } from '@jogakbo/checkout-contract';
import { RefundRequested } from '@jogakbo/payment-contract';

/** An order whose money is to go back is cancelled: its parcel is stopped and its goods come back, or it stays as it is. */
export const cancelWhenRefundIsRequested = reaction(
  'cancel-when-refund-is-requested',
  RefundRequested,
  CancelForRefund.from(({ orderId }) => ({ orderId })),
);
