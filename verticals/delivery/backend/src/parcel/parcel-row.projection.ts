import type { KeyDigest } from '@jogakbo/contract';
import { type Occurrence, projection, table } from '@jogakbo/domain';
import type { StoreId } from '@jogakbo/assortment-contract';
import {
  type Awaited,
  GoodwillGranted,
  type OrderId,
  ParcelEscalated,
  ParcelHandedOver,
  type ParcelLine,
  ParcelPacked,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  type ParcelStatus,
  ParcelTakenBack,
  PickupConfirmed,
  ReturnRequested,
} from '@jogakbo/delivery-contract';

export interface ParcelRow {
  readonly orderId: OrderId;
  readonly status: ParcelStatus;
  readonly storeId: StoreId | null;
  readonly lines: readonly ParcelLine[] | null;
  readonly keyDigest: KeyDigest | null;
  readonly entries: readonly { readonly status: ParcelStatus; readonly at: string }[];
  /** What staff was called to it for, and has not come since. */
  readonly missing: readonly Awaited[];
  readonly reason: string | null;
  readonly requestedAt: string | null;
}

interface About {
  readonly orderId: OrderId;
}

/** A cancellation or a missing part may be heard of before the request. */
const begun = ({ orderId }: About, row: ParcelRow | null): ParcelRow =>
  row ?? {
    ...{ orderId, status: 'requested', entries: [], missing: [], reason: null },
    ...{ storeId: null, lines: null, keyDigest: null, requestedAt: null },
  };

const entered = (row: ParcelRow, status: ParcelStatus, { occurredAt }: Occurrence): ParcelRow => ({
  ...row,
  status,
  entries: [...row.entries, { status, at: occurredAt.toISOString() }],
});

const becomes = (status: ParcelStatus) => (event: About, row: ParcelRow | null, occurrence: Occurrence) =>
  entered(begun(event, row), status, occurrence);

const comes = (status: ParcelStatus, awaited: Awaited) => (event: About, row: ParcelRow | null, occurrence: Occurrence) => {
  const known = begun(event, row);
  return entered({ ...known, missing: known.missing.filter((each) => each !== awaited) }, status, occurrence);
};

/** Where it was before it was stopped. */
const before = ({ entries }: ParcelRow): ParcelStatus => entries.findLast(({ status }) => status !== 'stopped')?.status ?? 'requested';

export const parcelRow = projection('parcel', {
  into: table<ParcelRow>('parcel', 'orderId'),
  from: {
    ...{ ParcelRequested, ParcelPacked, PickupConfirmed, ParcelReady, ParcelEscalated, ParcelHandedOver },
    ...{ ReturnRequested, ParcelTakenBack, GoodwillGranted, ParcelResumed },
  },
  on: {
    ParcelRequested: (event, row, occurrence) => {
      const { storeId, lines, keyDigest } = event;
      const requestedAt = occurrence.occurredAt.toISOString();
      const requested = { ...begun(event, row), storeId, lines, keyDigest, requestedAt };
      // One that was stopped before does not begin by that.
      return requested.entries.length > 0 ? requested : entered(requested, 'requested', occurrence);
    },
    ParcelPacked: comes('packed', 'its packing'),
    PickupConfirmed: comes('expected', 'a place in its store'),
    ParcelReady: (event, row, occurrence) => entered({ ...begun(event, row), missing: [] }, 'ready', occurrence),
    ParcelEscalated: (event, row) => ({ ...begun(event, row), missing: event.missing }),
    ParcelHandedOver: becomes('handed over'),
    ReturnRequested: (event, row, occurrence) => entered({ ...begun(event, row), reason: null }, 'return requested', occurrence),
    ParcelTakenBack: (event, row, occurrence) =>
      entered({ ...begun(event, row), reason: null }, event.cause === 'return' ? 'taken back' : 'stopped', occurrence),
    GoodwillGranted: (event, row, occurrence) => entered({ ...begun(event, row), reason: null }, 'kept', occurrence),
    ParcelResumed: (event, row, occurrence) => {
      const known = begun(event, row);
      return entered({ ...known, reason: event.reason }, event.cause === 'cancellation' ? before(known) : 'handed over', occurrence);
    },
  },
});
