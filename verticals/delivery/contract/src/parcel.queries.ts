import { z } from 'zod';
import { Key } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { delivery, OrderId, ParcelLine } from './parcel.ts';
import {
  GoodwillGranted,
  ParcelEscalated,
  ParcelHandedOver,
  ParcelPacked,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  ParcelTakenBack,
  PickupConfirmed,
  ReturnRequested,
} from './parcel.events.ts';

const changes = [
  ...[ParcelRequested, ParcelPacked, PickupConfirmed, ParcelReady, ParcelHandedOver],
  ...[ReturnRequested, ParcelTakenBack, GoodwillGranted, ParcelResumed],
];

export const ParcelStatus = z.enum([
  'requested',
  'packed',
  'expected',
  'ready',
  'handed over',
  'return requested',
  'stopped',
  'taken back',
  'kept',
]);
export type ParcelStatus = z.infer<typeof ParcelStatus>;

export const Tracking = z.object({
  orderId: OrderId,
  status: ParcelStatus,
  /** Where it is picked up. */
  store: z.object({ storeId: StoreId, name: z.string(), street: z.string(), city: z.string() }).optional(),
  /** What has happened, in its order. */
  entries: z.array(z.object({ status: ParcelStatus, at: z.iso.datetime() })),
  /** Why it was the customer's again. */
  reason: z.string().optional(),
});
export type Tracking = z.infer<typeof Tracking>;

/** `null` for an order that has no parcel yet, or that the key does not open: the two are not told apart. */
export const GetTracking = delivery.query(
  'GetTracking',
  'Where the parcel of an order is, for holders of its key and for staff.',
  { orderId: OrderId, key: Key.optional() },
  {
    view: Tracking.nullable(),
    refreshedBy: changes,
  },
);

export const ParcelSummary = z.object({
  orderId: OrderId,
  status: ParcelStatus,
  storeId: StoreId,
  lines: z.array(ParcelLine),
  /** What it has waited for too long, where staff was called to it. */
  missing: z.array(z.string()),
});
export type ParcelSummary = z.infer<typeof ParcelSummary>;

export const ListParcels = delivery.query(
  'ListParcels',
  'Open parcels, escalated ones first, then oldest first.',
  {},
  { version: 2, roles: ['staff'], view: z.array(ParcelSummary), refreshedBy: [...changes, ParcelEscalated] },
);
