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
  'An order is to be packed and brought to its store.',
  {
    orderId: OrderId,
    storeId: StoreId,
    lines: z.array(ParcelLine).min(1),
    /** Of the key that opens the order's tracking. */
    keyDigest: KeyDigest,
  },
  { version: 2, upcasts: { 1: withoutRecipient } },
);

export const ParcelPacked = parcel.event('ParcelPacked', 'All that was ordered is in the parcel.', { orderId: OrderId });

export const PickupConfirmed = parcel.event('PickupConfirmed', 'The store expects the parcel and has a place for it.', {
  orderId: OrderId,
});

export const ParcelReady = parcel.event('ParcelReady', 'The parcel lies in its store, paid for: the customer can pick it up.', {
  orderId: OrderId,
});

export const ParcelEscalated = parcel.event('ParcelEscalated', 'A parcel is still not ready: staff has to look after it.', {
  orderId: OrderId,
  /** What is still waited for. */
  missing: z.array(Awaited).min(1),
});

export const ParcelHandedOver = parcel.event('ParcelHandedOver', 'The customer has the parcel.', { orderId: OrderId });

export const ReturnRequested = parcel.event('ReturnRequested', 'The customer wants to give back what was handed over.', {
  orderId: OrderId,
});

export const ParcelTakenBack = parcel.event(
  'ParcelTakenBack',
  'The parcel is with the shop and stays there: its goods go back on the shelf, and its money to the customer.',
  { orderId: OrderId, cause: Cause },
);

export const ParcelStopRefused = parcel.event('ParcelStopRefused', 'A cancellation came too late: the customer has the parcel.', {
  orderId: OrderId,
});

export const GoodwillGranted = parcel.event(
  'GoodwillGranted',
  'The customer keeps what was handed over, and gets the money back all the same: staff have said so.',
  { orderId: OrderId },
);

export const ParcelResumed = parcel.event(
  'ParcelResumed',
  'The money could not go back, so the parcel is the customer’s again: it goes on its way, or is given back.',
  { orderId: OrderId, cause: ResumedFrom, reason: z.string().min(1).max(200) },
);
