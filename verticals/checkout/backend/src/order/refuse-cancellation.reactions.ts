import { reaction } from '@jogakbo/domain';
import { RefuseCancellation } from '@jogakbo/checkout-contract';
import { ParcelResumed, ParcelStopRefused } from '@jogakbo/delivery-contract';

/** What the customer has already can be returned, not cancelled. */
export const refuseWhenHandedOver = reaction(
  'refuse-when-handed-over',
  ParcelStopRefused,
  RefuseCancellation.from(({ orderId }) => ({ orderId, reason: 'ParcelIsHandedOver' })),
);

/** An order whose money could not go back goes on; not before its parcel does, since a new cancellation would find that stopped and wait in vain. */
export const refuseWhenParcelIsResumed = reaction(
  'refuse-when-parcel-is-resumed',
  ParcelResumed,
  RefuseCancellation.from(({ orderId, reason }) => ({ orderId, reason })),
);
