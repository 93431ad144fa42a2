import { z } from 'zod';
import { Key, KeyDigest } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { Awaited, delivery, OrderId, ParcelLine } from './parcel.ts';

const staff = { roles: ['staff'] } as const;
const verticals = { roles: ['vertical'] } as const;

export const RequestParcel = delivery.command(
  'RequestParcel',
  'Has an order packed and brought to its store; who picks it up, only checkout knows.',
  { orderId: OrderId, storeId: StoreId, lines: z.array(ParcelLine).min(1), keyDigest: KeyDigest },
  { ...verticals, version: 2 },
);

export const PackParcel = delivery.command('PackParcel', 'All that was ordered is in the parcel.', { orderId: OrderId }, staff);

export const ConfirmPickup = delivery.command(
  'ConfirmPickup',
  'The store expects the parcel and has a place for it.',
  { orderId: OrderId },
  staff,
);

export const MarkParcelReady = delivery.command(
  'MarkParcelReady',
  'All that a parcel waits for has come; staff says so of one whose payment was not heard of in time.',
  { orderId: OrderId },
  { roles: ['staff', 'vertical'] },
);

export const EscalateParcel = delivery.command(
  'EscalateParcel',
  'Calls staff to a parcel that something is still missing of.',
  { orderId: OrderId, missing: z.array(Awaited).min(1) },
  verticals,
);

export const HandOverParcel = delivery.command(
  'HandOverParcel',
  'The customer has the parcel; refused before it is ready.',
  { orderId: OrderId },
  staff,
);

export const StopParcel = delivery.command(
  'StopParcel',
  'Keeps the parcel of a cancelled order from its customer, unless it is too late for that.',
  { orderId: OrderId },
  verticals,
);

export const RequestReturn = delivery.command(
  'RequestReturn',
  'The customer wants to give back what was handed over.',
  { orderId: OrderId, key: Key },
  { form: { path: '/delivery/return', then: '/orders' } },
);

export const TakeBackParcel = delivery.command(
  'TakeBackParcel',
  'The customer has given the parcel back; refused unless that was asked for.',
  { orderId: OrderId },
  staff,
);

export const GrantGoodwill = delivery.command(
  'GrantGoodwill',
  'Lets the customer keep what was handed over and have the money back all the same; refused before the hand-over.',
  { orderId: OrderId },
  staff,
);

export const ResumeParcel = delivery.command(
  'ResumeParcel',
  'Lets the customer have a parcel again whose money could not go back.',
  { orderId: OrderId, reason: z.string().min(1).max(200) },
  verticals,
);
