import { z } from 'zod';
import { Key, KeyDigest } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { Awaited, delivery, OrderId, ParcelLine } from './parcel.ts';

const staff = { roles: ['staff'] } as const;
const verticals = { roles: ['vertical'] } as const;

export const RequestParcel = delivery.command(
  'RequestParcel',
  'Requests a parcel for an order: it is packed and brought to its store.',
  { orderId: OrderId, storeId: StoreId, lines: z.array(ParcelLine).min(1), keyDigest: KeyDigest },
  { ...verticals, version: 2 },
);

export const PackParcel = delivery.command(
  'PackParcel',
  'Records that all goods of the order are in the parcel.',
  { orderId: OrderId },
  staff,
);

export const ConfirmPickup = delivery.command('ConfirmPickup', 'Records that the store expects the parcel.', { orderId: OrderId }, staff);

export const MarkParcelReady = delivery.command(
  'MarkParcelReady',
  'Marks a parcel as ready for pickup; staff can do so when a payment notice is overdue.',
  { orderId: OrderId },
  { roles: ['staff', 'vertical'] },
);

export const EscalateParcel = delivery.command(
  'EscalateParcel',
  'Escalates a parcel that is overdue to staff.',
  { orderId: OrderId, missing: z.array(Awaited).min(1) },
  verticals,
);

export const HandOverParcel = delivery.command(
  'HandOverParcel',
  'Hands the parcel over to the customer. Refused before the parcel is ready.',
  { orderId: OrderId },
  staff,
);

export const StopParcel = delivery.command(
  'StopParcel',
  'Stops the parcel of a cancelled order, unless it was handed over already.',
  { orderId: OrderId },
  verticals,
);

export const RequestReturn = delivery.command(
  'RequestReturn',
  'Requests the return of an order that was handed over.',
  { orderId: OrderId, key: Key },
  { form: { path: '/delivery/return', then: '/orders' } },
);

export const TakeBackParcel = delivery.command(
  'TakeBackParcel',
  'Takes a returned parcel back. Refused unless a return was requested.',
  { orderId: OrderId },
  staff,
);

export const GrantGoodwill = delivery.command(
  'GrantGoodwill',
  'Refunds the customer, who keeps the goods. Refused before the hand-over.',
  { orderId: OrderId },
  staff,
);

export const ResumeParcel = delivery.command(
  'ResumeParcel',
  'Resumes a stopped parcel whose refund failed.',
  { orderId: OrderId, reason: z.string().min(1).max(200) },
  verticals,
);
