import { gathering } from '@jogakbo/domain';
import { type Awaited, EscalateParcel, MarkParcelReady, OrderId, ParcelPacked, PickupConfirmed } from '@jogakbo/delivery-contract';
import { OrderCancelled, OrderReturned } from '@jogakbo/checkout-contract';
import { PaymentCaptured } from '@jogakbo/payment-contract';

const wordsFor = new Map<string, Awaited>([
  ['payment', 'its payment'],
  ['parcel', 'its packing'],
  ['store', 'a place in its store'],
]);

/** A parcel is ready when it is paid, packed and expected in its store, in any order; where one of them stays away, staff is called. An order that came back for good needs none of it. */
export const parcelReadiness = gathering('parcel-readiness', { by: 'orderId', within: '3 days' })
  .all({ payment: PaymentCaptured, parcel: ParcelPacked, store: PickupConfirmed })
  .endedBy(OrderCancelled, OrderReturned)
  .completed(MarkParcelReady.from(({ parcel: { orderId } }) => ({ orderId })))
  .expired(
    EscalateParcel.from(({ orderId, missing }) => ({
      orderId: OrderId.parse(orderId),
      missing: missing.map((part) => wordsFor.get(part)!),
    })),
  );
