import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import type { Event } from '@jogakbo/contract';
import {
  ConfirmPickup,
  EscalateParcel,
  GoodwillGranted,
  GrantGoodwill,
  HandOverParcel,
  MarkParcelReady,
  OrderId,
  PackParcel,
  ParcelEscalated,
  ParcelHandedOver,
  ParcelPacked,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  ParcelStopRefused,
  ParcelTakenBack,
  PickupConfirmed,
  RequestParcel,
  RequestReturn,
  type ResumedFrom,
  ResumeParcel,
  ReturnRequested,
  StopParcel,
  TakeBackParcel,
} from '@jogakbo/delivery-contract';
import { parcel } from './parcel.decider.ts';

const orderId = OrderId.parse('order-7');
const request = RequestParcel.schema.parse({
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
const returning = ReturnRequested(of);
const resumed = (cause: ResumedFrom) => ParcelResumed({ orderId, cause, reason });
const escalated = (...missing: ('its payment' | 'its packing' | 'a place in its store')[]) => ParcelEscalated({ orderId, missing });

const atStore = [requested, packed, expected];
const atCustomer = [...atStore, ready, handedOver];
const backAgain = [...atCustomer, returning, returned];

const given = specification(parcel);
const [pack, confirm, markReady, handOver] = [PackParcel(of), ConfirmPickup(of), MarkParcelReady(of), HandOverParcel(of)];
const [stop, takeBack] = [StopParcel(of), TakeBackParcel(of)];
const requestReturn = RequestReturn({ orderId, key: 'k'.repeat(43) as never });
const resume = ResumeParcel({ orderId, reason });
const escalate = (...missing: ('its payment' | 'its packing' | 'a place in its store')[]) => EscalateParcel({ orderId, missing });

describe('A parcel', () => {
  it('is requested', () => given().when(RequestParcel(request)).then(requested));
  it('is requested once', () => given(requested).when(RequestParcel(request)).thenNothing());
  it('that was stopped first is known of when its request comes, and stays stopped', () => {
    given(stopped).when(RequestParcel(request)).then(requested);
    given(stopped, requested).when(RequestParcel(request)).thenNothing();
    given(stopped, requested).when(pack).thenRejected('ParcelIsStopped');
  });
});

describe.each([
  ['packed', pack, packed],
  ['expected in its store', confirm, expected],
])('A parcel is %s', (_, command, event) => {
  it('after it was requested', () => given(requested).when(command).then(event));
  it('once', () => given(requested, event).when(command).thenNothing());
  it('once, also when it is stopped meanwhile', () => given(requested, event, stopped).when(command).thenNothing());
  it('not before it was requested', () => given().when(command).thenRejected('ThereIsNoParcel'));
  it('not after it was stopped', () => given(requested, stopped).when(command).thenRejected('ParcelIsStopped'));
  it('not where nothing but a stop was heard of', () => given(stopped).when(command).thenRejected('ThereIsNoParcel'));
  it('after it goes on', () => given(requested, stopped, resumed('cancellation')).when(command).then(event));
});

describe('A parcel is ready', () => {
  it('when all has come', () =>
    given(...atStore)
      .when(markReady)
      .then(ready));
  it('once', () =>
    given(...atStore, ready)
      .when(markReady)
      .thenNothing());
  it('no more after it was handed over', () =>
    given(...atCustomer)
      .when(markReady)
      .thenNothing());
  it('not while it is stopped', () =>
    given(...atStore, stopped)
      .when(markReady)
      .thenNothing());
  it.each([
    ['packed', [requested, expected]],
    ['expected', [requested, packed]],
  ])('not before it is %s, whoever says so', (_, history) =>
    given(...history)
      .when(markReady)
      .thenRejected('SomethingIsMissing'),
  );
  it('not before it was requested', () => given().when(markReady).thenRejected('ThereIsNoParcel'));
});

describe('Staff is called to a parcel', () => {
  it('that is not ready in time', () =>
    given(requested, packed).when(escalate('a place in its store')).then(escalated('a place in its store')));
  it('once', () => given(requested, escalated('its packing')).when(escalate('its packing')).thenNothing());
  it('that was not even requested', () => given().when(escalate('its packing')).then(escalated('its packing')));
  it.each([
    ['ready', [...atStore, ready]],
    ['stopped', [requested, stopped]],
    ['handed over', atCustomer],
    ['taken back', backAgain],
  ])('not when it is %s', (_, history) =>
    given(...history)
      .when(escalate('its packing'))
      .thenNothing(),
  );
  it('for nothing that has come meanwhile', () =>
    given(requested, packed).when(escalate('its packing', 'a place in its store')).then(escalated('a place in its store')));
  it('not when all has come meanwhile: it is ready', () =>
    given(...atStore)
      .when(escalate('its packing'))
      .then(ready));

  it('that is ready with the last that was missing, since nobody waits for it any more', () => {
    given(requested, packed, escalated('a place in its store')).when(confirm).then(expected, ready);
    given(requested, expected, escalated('its packing')).when(pack).then(packed, ready);
    given(requested, escalated('its packing', 'a place in its store')).when(pack).then(packed);
    given(escalated('its packing', 'a place in its store'), requested, packed).when(confirm).then(expected, ready);
  });
  it('whose payment was not heard of, and says itself that it is ready', () => {
    given(requested, packed, escalated('its payment', 'a place in its store')).when(confirm).then(expected);
    given(...atStore, escalated('its payment'))
      .when(markReady)
      .then(ready);
  });
});

describe('A parcel is handed over', () => {
  it('when it is ready', () =>
    given(...atStore, ready)
      .when(handOver)
      .then(handedOver));
  it('once', () => {
    given(...atCustomer)
      .when(handOver)
      .thenNothing();
  });
  it('not again after it came back', () =>
    given(...backAgain)
      .when(handOver)
      .thenRejected('ParcelIsStopped'));
  it('not before it is ready', () =>
    given(...atStore)
      .when(handOver)
      .thenRejected('ParcelIsNotReady'));
  it('not before it was requested', () => given().when(handOver).thenRejected('ThereIsNoParcel'));
  it('not after it was stopped', () =>
    given(...atStore, ready, stopped)
      .when(handOver)
      .thenRejected('ParcelIsStopped'));
});

describe('A parcel is stopped', () => {
  it.each([
    ['it was requested', [requested]],
    ['it was packed', [requested, packed]],
    ['it was ready', [...atStore, ready]],
    ['it went on after an earlier stop', [requested, stopped, resumed('cancellation')]],
  ])('after %s', (_, history) =>
    given(...history)
      .when(stop)
      .then(stopped),
  );
  it('even before its request came', () => given().when(stop).then(stopped));
  it('once', () => {
    given(requested, stopped).when(stop).thenNothing();
    given(stopped).when(stop).thenNothing();
  });
  it('not after it was handed over, which is said once', () => {
    given(...atCustomer)
      .when(stop)
      .then(ParcelStopRefused(of));
    given(...atCustomer, ParcelStopRefused(of))
      .when(stop)
      .then(ParcelStopRefused(of));
  });
  it('not after it came back either: it is the return that counts', () =>
    given(...backAgain)
      .when(stop)
      .then(ParcelStopRefused(of)));
});

describe('A parcel is given back', () => {
  it('after it was handed over', () =>
    given(...atCustomer)
      .when(requestReturn)
      .then(returning));
  it('also when a cancellation came too late', () =>
    given(...atCustomer, ParcelStopRefused(of))
      .when(requestReturn)
      .then(returning));
  it('and that is asked for once', () => {
    given(...atCustomer, returning)
      .when(requestReturn)
      .thenNothing();
    given(...backAgain)
      .when(requestReturn)
      .thenNothing();
  });
  it.each<[string, Event[]]>([
    ['nothing was heard of', []],
    ['it is ready', [...atStore, ready]],
    ['it is stopped', [...atStore, ready, stopped]],
  ])('not while %s', (_, history) =>
    given(...history)
      .when(requestReturn)
      .thenRejected('NothingWasHandedOver'),
  );

  it('and taken back', () =>
    given(...atCustomer, returning)
      .when(takeBack)
      .then(returned));
  it('and taken back once', () =>
    given(...backAgain)
      .when(takeBack)
      .thenNothing());
  it.each([
    ['nobody asked for it', atCustomer],
    ['it was stopped', [requested, stopped]],
    ['its money could not go back', [...backAgain, resumed('return')]],
  ])('and not taken back where %s', (_, history) =>
    given(...history)
      .when(takeBack)
      .thenRejected('NoReturnWasRequested'),
  );
});

describe('A parcel is left to its customer for nothing', () => {
  const grant = GrantGoodwill(of);
  const granted = GoodwillGranted(of);
  it('after it was handed over, also while a return is asked for', () => {
    given(...atCustomer)
      .when(grant)
      .then(granted);
    given(...atCustomer, returning)
      .when(grant)
      .then(granted);
  });
  it('once', () =>
    given(...atCustomer, granted)
      .when(grant)
      .thenNothing());
  it('and comes back no more', () => {
    given(...atCustomer, granted)
      .when(requestReturn)
      .thenRejected('CustomerKeepsTheGoods');
    given(...atCustomer, returning, granted)
      .when(takeBack)
      .thenRejected('NoReturnWasRequested');
    given(...atCustomer, granted)
      .when(stop)
      .then(ParcelStopRefused(of));
  });
  it('not before it was handed over, nor when it is back', () => {
    given(...atStore, ready)
      .when(grant)
      .thenRejected('NothingWasHandedOver');
    given(...backAgain)
      .when(grant)
      .thenRejected('ParcelIsTakenBack');
  });
  it('and may be given back after all where its money could not go back', () => {
    given(...atCustomer, granted)
      .when(resume)
      .then(resumed('goodwill'));
    given(...atCustomer, granted, resumed('goodwill'))
      .when(requestReturn)
      .then(returning);
  });
});

describe('A parcel whose money could not go back', () => {
  it('goes on where it was', () => {
    given(requested, packed, stopped).when(resume).then(resumed('cancellation'));
    given(requested, packed, stopped, resumed('cancellation')).when(handOver).thenRejected('ParcelIsNotReady');
  });
  it('is ready as it was', () => {
    given(...atStore, ready, stopped)
      .when(resume)
      .then(resumed('cancellation'));
    given(...atStore, ready, stopped, resumed('cancellation'))
      .when(handOver)
      .then(handedOver);
  });
  it('is ready when all came together while it was stopped', () =>
    given(...atStore, stopped)
      .when(resume)
      .then(resumed('cancellation'), ready));
  it('is ready with the last that comes after, since its gathering may be over', () => {
    given(requested, packed, stopped, resumed('cancellation')).when(confirm).then(expected, ready);
    given(requested, expected, stopped, resumed('cancellation')).when(pack).then(packed, ready);
    given(...atStore, stopped, resumed('cancellation'), ready)
      .when(markReady)
      .thenNothing();
  });
  it('and that was stopped before its request came is packed when that comes', () => {
    given(stopped).when(resume).then(resumed('cancellation'));
    given(stopped, resumed('cancellation')).when(RequestParcel(request)).then(requested);
    given(stopped, requested, resumed('cancellation')).when(pack).then(packed);
  });
  it('is the customer’s again after a return, who may ask for another', () => {
    given(...backAgain)
      .when(resume)
      .then(resumed('return'));
    given(...backAgain, resumed('return'))
      .when(requestReturn)
      .then(returning);
    given(...backAgain, resumed('return'), returning)
      .when(takeBack)
      .then(returned);
    given(...backAgain, resumed('return'))
      .when(handOver)
      .thenNothing();
  });
  it('goes on once', () => {
    given(requested, stopped, resumed('cancellation')).when(resume).thenNothing();
    given(...backAgain, resumed('return'))
      .when(resume)
      .thenNothing();
  });
  it('stays where it is when it was never taken back', () => {
    given().when(resume).thenNothing();
    given(...atStore)
      .when(resume)
      .thenNothing();
    given(...atCustomer, returning)
      .when(resume)
      .thenNothing();
  });
});
