import { reaction } from '@jogakbo/domain';
import { RefuseCancellation } from '@jogakbo/checkout-contract';
import { ParcelStopRefused } from '@jogakbo/delivery-contract';
import { RefundRefused } from '@jogakbo/payment-contract';

/** What the customer has already can be returned, not cancelled. */
export const refuseWhenHandedOver = reaction(
  'refuse-when-handed-over',
  ParcelStopRefused,
  RefuseCancellation.from(({ orderId }) => ({ orderId, reason: 'ParcelIsHandedOver' })),
);

/** An order whose money could not go back goes on. */
export const refuseWhenNotRefunded = reaction(
  'refuse-when-not-refunded',
  RefundRefused,
  RefuseCancellation.from(({ orderId, reason }) => ({ orderId, reason })),
);
