import { describe, it } from 'vitest';
import { now, specification } from '@jogakbo/domain/specification';
import {
  GoodwillGranted,
  OrderId,
  ParcelEscalated,
  ParcelHandedOver,
  ParcelPacked,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  type ParcelStatus,
  ParcelTakenBack,
  PickupConfirmed,
  type ResumedFrom,
  ReturnRequested,
} from '@jogakbo/delivery-contract';
import { parcelRow, type ParcelRow } from './parcel-row.projection.ts';

const orderId = OrderId.parse('order-7');
const at = now.toISOString();
const request = ParcelRequested.schema.parse({
  orderId,
  storeId: 'old-mill',
  lines: [{ sku: 'T-1', name: 'Ox Red', quantity: 2 }],
  keyDigest: 'd'.repeat(43),
});
const reason = 'The card has expired.';
const of = { orderId };

const requested = ParcelRequested(request);
const [packed, expected, ready, handedOver] = [ParcelPacked(of), PickupConfirmed(of), ParcelReady(of), ParcelHandedOver(of)];
const [stopped, returned] = [ParcelTakenBack({ orderId, cause: 'cancellation' }), ParcelTakenBack({ orderId, cause: 'return' })];
const escalated = ParcelEscalated({ orderId, missing: ['its packing', 'a place in its store'] });
const resumed = (cause: ResumedFrom) => ParcelResumed({ orderId, cause, reason });

const unrequested = { orderId, storeId: null, lines: null, keyDigest: null, requestedAt: null };
/** What is known after these have been entered: it stands as the last one says. */
const row = (statuses: ParcelStatus[], rest: Partial<ParcelRow> = {}): ParcelRow => ({
  ...{ ...request, requestedAt: at, missing: [], reason: null },
  ...{ status: statuses.at(-1)!, entries: statuses.map((status) => ({ status, at })) },
  ...rest,
});

describe('Where a parcel is', () => {
  const given = specification(parcelRow);

  it('begins with what is to be packed, for whom', () => given(requested).then(row(['requested'])));
  it('follows it to its customer', () =>
    given(requested, packed, expected, ready, handedOver).then(row(['requested', 'packed', 'expected', 'ready', 'handed over'])));
  it('follows it back', () =>
    given(requested, ready, handedOver, ReturnRequested(of), returned).then(
      row(['requested', 'ready', 'handed over', 'return requested', 'taken back']),
    ));

  it('says what staff was called for, until that comes', () => {
    given(requested, escalated).then(row(['requested'], { missing: ['its packing', 'a place in its store'] }));
    given(requested, escalated, packed).then(row(['requested', 'packed'], { missing: ['a place in its store'] }));
    given(requested, escalated, packed, expected).then(row(['requested', 'packed', 'expected']));
    given(requested, ParcelEscalated({ orderId, missing: ['its payment'] }), ready).then(row(['requested', 'ready']));
  });

  it('is nowhere when it is stopped', () => given(requested, packed, stopped).then(row(['requested', 'packed', 'stopped'])));
  it('is where it was when it goes on, with the reason', () =>
    given(requested, packed, stopped, resumed('cancellation')).then(row(['requested', 'packed', 'stopped', 'packed'], { reason })));
  it('is with the customer again when the money of a return could not go back', () =>
    given(requested, handedOver, ReturnRequested(of), returned, resumed('return')).then(
      row(['requested', 'handed over', 'return requested', 'taken back', 'handed over'], { reason }),
    ));
  it('forgets the reason when it is stopped or given back again', () => {
    given(requested, handedOver, GoodwillGranted(of)).then(row(['requested', 'handed over', 'kept']));
    given(requested, handedOver, GoodwillGranted(of), resumed('goodwill')).then(
      row(['requested', 'handed over', 'kept', 'handed over'], { reason }),
    );
    given(requested, stopped, resumed('cancellation'), stopped).then(row(['requested', 'stopped', 'requested', 'stopped']));
    given(requested, handedOver, resumed('return'), ReturnRequested(of)).then(
      row(['requested', 'handed over', 'handed over', 'return requested']),
    );
  });

  it('is not told to anybody before its request', () => {
    given(stopped).then({ ...row(['stopped']), ...unrequested });
    given(escalated).then({ ...row([]), ...unrequested, status: 'requested', missing: ['its packing', 'a place in its store'] });
  });
  it('stays stopped when its request comes after that', () => {
    given(stopped, requested).then(row(['stopped']));
    given(stopped, requested, resumed('cancellation')).then(row(['stopped', 'requested'], { reason }));
    given(stopped, resumed('cancellation'), requested).then(row(['stopped', 'requested'], { reason }));
  });
  it('begins with its request when staff was called before', () =>
    given(escalated, requested).then(row(['requested'], { missing: ['its packing', 'a place in its store'] })));
});
