import { z } from 'zod';
import { KeyDigest } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { Awaited, Cause, delivery, OrderId, ParcelLine, ResumedFrom } from './parcel.ts';

const parcel = delivery.aggregate('parcel', 'orderId', {
  isPrivate: true,
  told: {
    ...{ ParcelRequested: [], ParcelPacked: [], PickupConfirmed: [], ParcelReady: [], ParcelHandedOver: [] },
    ...{ ReturnRequested: [], ParcelTakenBack: [], GoodwillGranted: [], ParcelResumed: [] },
  },
});

/** The first version named who picks it up. */
function withoutRecipient(former: Record<string, unknown>) {
  const { recipient: _, ...parcel } = former;
  return parcel;
}

export const ParcelRequested = parcel.event(
  'ParcelRequested',
  'A parcel was requested for an order: it is to be packed and brought to its store.',
  {
    orderId: OrderId,
    storeId: StoreId,
    lines: z.array(ParcelLine).min(1),
    /** Of the key that opens the order's tracking. */
    keyDigest: KeyDigest,
  },
  { version: 2, upcasts: { 1: withoutRecipient } },
);

export const ParcelPacked = parcel.event('ParcelPacked', 'All goods of the order are in the parcel.', { orderId: OrderId });

export const PickupConfirmed = parcel.event('PickupConfirmed', 'The store confirmed that it expects the parcel.', {
  orderId: OrderId,
});

export const ParcelReady = parcel.event('ParcelReady', 'The parcel is paid for and in its store; the customer can pick it up.', {
  orderId: OrderId,
});

export const ParcelEscalated = parcel.event('ParcelEscalated', 'A parcel is overdue; staff have to look after it.', {
  orderId: OrderId,
  /** What is still waited for. */
  missing: z.array(Awaited).min(1),
});

export const ParcelHandedOver = parcel.event('ParcelHandedOver', 'The customer has the parcel.', { orderId: OrderId });

export const ReturnRequested = parcel.event('ReturnRequested', 'The customer asked to return the order.', {
  orderId: OrderId,
});

export const ParcelTakenBack = parcel.event(
  'ParcelTakenBack',
  'The parcel is back for good: its goods go back on the shelf, and its money to the customer.',
  { orderId: OrderId, cause: Cause },
);

export const ParcelStopRefused = parcel.event('ParcelStopRefused', 'A cancellation came too late: the customer has the parcel.', {
  orderId: OrderId,
});

export const GoodwillGranted = parcel.event('GoodwillGranted', 'Staff granted a refund, and the customer keeps the goods.', {
  orderId: OrderId,
});

export const ParcelResumed = parcel.event(
  'ParcelResumed',
  'The refund failed, so the parcel is the customer’s again: it goes on its way, or is handed back.',
  { orderId: OrderId, cause: ResumedFrom, reason: z.string().min(1).max(200) },
);
