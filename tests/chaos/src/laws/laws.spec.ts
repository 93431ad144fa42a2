import { describe, expect, it } from 'vitest';
import type { Purchase, Told } from '../people/customer.ts';
import { Books, type Entry } from './books.ts';
import type { Known } from './law.ts';
import { laws } from './laws.ts';
import type { Views } from './views.ts';

const orderId = 'o-1';
const stockId = 'OX@central';
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const placed = { orderId, total: 500, currency, lines: [{ sku: 'OX', quantity: 2, price: 250 }] };

/** All that happens to two pieces of an order of 500, from the click to the return or the cancellation, each event as its vertical says it. */
const story: Record<string, [vertical: string, type: string, data: object]> = {
  placedTooCheap: ['checkout', 'OrderPlaced', { ...placed, total: 250 }],
  received: ['inventory', 'StockReceived', { stockId, quantity: 5, onHand: 5, reserved: 0 }],
  placed: ['checkout', 'OrderPlaced', placed],
  kept: ['inventory', 'StockReserved', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 2 }],
  reserved: ['inventory', 'GoodsReserved', { orderId }],
  requested: ['payment', 'PaymentRequested', { orderId, amount: 500, currency }],
  authorized: ['payment', 'PaymentAuthorized', { orderId, amount: 500, currency }],
  sold: ['inventory', 'GoodsSold', { orderId }],
  gone: ['inventory', 'StockSold', { stockId, reservationId: orderId, quantity: 2, onHand: 3, reserved: 0 }],
  captured: ['payment', 'PaymentCaptured', { orderId, amount: 500, currency }],
  capturedElsewhere: ['payment', 'PaymentCaptured', { orderId, amount: 500, currency: { ...currency, digits: 2 } }],
  confirmed: ['checkout', 'OrderConfirmed', placed],
  parcel: ['delivery', 'ParcelRequested', { orderId }],
  packed: ['delivery', 'ParcelPacked', { orderId }],
  expected: ['delivery', 'PickupConfirmed', { orderId }],
  ready: ['delivery', 'ParcelReady', { orderId }],
  handedOver: ['delivery', 'ParcelHandedOver', { orderId }],
  wanted: ['delivery', 'ReturnRequested', { orderId }],
  handedBack: ['delivery', 'ParcelTakenBack', { orderId }],
  takenBack: ['inventory', 'GoodsTakenBack', { orderId }],
  back: ['inventory', 'StockReturned', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 2 }],
  refunded: ['payment', 'PaymentRefunded', { orderId, amount: 500, currency }],
  shelved: ['inventory', 'GoodsReleased', { orderId }],
  free: ['inventory', 'StockReleased', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 0 }],
  returned: ['checkout', 'OrderReturned', { orderId }],
  voided: ['payment', 'PaymentVoided', { orderId }],
  rejected: ['checkout', 'OrderRejected', { orderId, reason: 'timed out' }],
  short: ['checkout', 'OrderRejected', { orderId, reason: 'StockIsShort' }],
  keptForOther: ['inventory', 'StockReserved', { stockId, reservationId: 'o-2', quantity: 4, onHand: 5, reserved: 4 }],
  counted: ['inventory', 'StockCounted', { stockId, difference: -4, onHand: 1, reserved: 2 }],
  noted: ['checkout', 'CancellationNoted', { orderId }],
  begun: ['checkout', 'CancellationBegun', { orderId }],
  cancelled: ['checkout', 'OrderCancelled', { orderId }],
  granted: ['delivery', 'GoodwillGranted', { orderId }],
  forNothing: ['checkout', 'OrderRefunded', { orderId }],
};
type Event = keyof typeof story;
const sale: Event[] = ['received', 'placed', 'kept', 'reserved', 'requested', 'authorized', 'sold', 'gone', 'captured', 'confirmed'];
const bought: Event[] = [...sale, 'parcel', 'packed', 'expected', 'ready', 'handedOver'];
const back: Event[] = ['takenBack', 'back', 'refunded', 'shelved', 'free'];
const givenBack: Event[] = [...bought, 'wanted', 'handedBack', ...back, 'returned'];
const kept: Event[] = [...bought, 'granted', 'refunded', 'forNothing'];
const cancelled: Event[] = ['noted', ...sale, 'begun', 'parcel', 'handedBack', ...back, 'cancelled'];
const rejected: Event[] = ['received', 'placed', 'kept', 'reserved', 'requested', 'authorized', 'voided', 'shelved', 'free', 'rejected'];

/** What the order's page tells of what happens. */
const steps: Record<Event, string> = {
  ...{ placed: 'placed', reserved: 'stock reserved', authorized: 'payment authorized', confirmed: 'confirmed', rejected: 'rejected' },
  ...{ ready: 'ready for pickup', handedOver: 'handed over', wanted: 'return requested', refunded: 'money given back' },
  ...{ returned: 'returned', cancelled: 'cancelled', forNothing: 'refunded' },
};

interface Seen {
  readonly status: string;
  readonly receipt: string;
  readonly tracking?: string;
  readonly onHand: number;
  readonly atProvider: number;
}
const viewsOf = (events: readonly Event[], { status, receipt, tracking, onHand, atProvider }: Seen) =>
  ({
    stock: [{ stockId, onHand, reserved: 0 }],
    offers: new Map([['OX', onHand]]),
    balances: [
      { account: 'provider', currency, balance: atProvider },
      { account: 'sales', currency, balance: -atProvider },
    ],
    orders: new Map([
      [orderId, { order: orderOf(events, status), receipt: { status: receipt }, tracking: tracking ? { status: tracking } : null }],
    ]),
  }) as unknown as Views;
const orderOf = (events: readonly Event[], status: string) => ({
  ...{ status, total: 500 },
  steps: events.flatMap((event) => (steps[event] ? [{ step: steps[event] }] : [])),
});
const heard = (...statuses: Told['status'][]): Told[] => statuses.map((status) => ({ status, at: 100 }));
const purchase = (rest: Partial<Purchase>): Purchase => ({
  orderId: orderId as never,
  total: 500,
  answer: 'accepted',
  told: [],
  wishes: [],
  ...rest,
});

interface Shop {
  readonly events: readonly Event[];
  readonly views: Views;
  readonly purchases?: readonly Purchase[];
}
const seen = {
  bought: { status: 'confirmed', receipt: 'captured', tracking: 'handed over', onHand: 3, atProvider: 500 },
  givenBack: { status: 'returned', receipt: 'refunded', tracking: 'taken back', onHand: 5, atProvider: 0 },
  kept: { status: 'refunded', receipt: 'refunded', tracking: 'kept', onHand: 3, atProvider: 0 },
  cancelled: { status: 'cancelled', receipt: 'refunded', tracking: 'stopped', onHand: 5, atProvider: 0 },
  rejected: { status: 'rejected', receipt: 'voided', onHand: 5, atProvider: 0 },
};
const whole = {
  bought: { events: bought, views: viewsOf(bought, seen.bought) },
  givenBack: { events: givenBack, views: viewsOf(givenBack, seen.givenBack) },
  kept: { events: kept, views: viewsOf(kept, seen.kept) },
  cancelled: {
    events: cancelled,
    views: viewsOf(cancelled, seen.cancelled),
    purchases: [purchase({ told: heard('cancelled'), wishes: ['cancel'] })],
  },
  rejected: { events: rejected, views: viewsOf(rejected, seen.rejected) },
};

function known({ events, views, purchases = [purchase({})] }: Shop): Known {
  const books = new Books();
  for (const [at, event] of events.entries()) {
    const [vertical, type, data] = story[event]!;
    books.enter({ vertical, type, data, at } satisfies Entry);
  }
  return { books, views, purchases, longest: 1000, calmSince: 0 };
}
const brokenIn = (shop: Shop) => laws.filter(({ broken }) => broken(known(shop)).length > 0).map(({ name }) => name);
const without = (events: readonly Event[], ...left: Event[]) => events.filter((event) => !left.includes(event));
const instead = (events: readonly Event[], one: Event, other: Event) => events.map((event) => (event === one ? other : event));
const twice = (events: readonly Event[], again: Event) => events.flatMap((event) => (event === again ? [event, event] : [event]));

describe('A shop in which all is well breaks no law', () => {
  it.each(Object.entries(whole))('when an order was %s', (_, shop) => expect(brokenIn(shop)).toEqual([]));
});

/** Each as a bug of the shop would leave it. */
const bugs: [what: string, shop: Shop, law: string][] = [
  ['money is taken twice', { ...whole.bought, events: twice(bought, 'captured') }, 'money'],
  ['money is given back twice', { ...whole.givenBack, events: twice(givenBack, 'refunded') }, 'money'],
  ['as much is taken in another currency', { ...whole.bought, events: instead(bought, 'captured', 'capturedElsewhere') }, 'money'],
  ['a rejected order was paid', { ...whole.rejected, events: [...without(rejected, 'voided'), 'captured'] }, 'consistency'],
  [
    'the books of money do not balance',
    { ...whole.bought, views: { ...whole.bought.views, balances: [{ account: 'provider', currency, balance: 500 }] } },
    'money',
  ],
  ['pieces are sold twice', { ...whole.bought, events: twice(bought, 'gone') }, 'stock'],
  ['pieces of a rejected order are never let go', { ...whole.rejected, events: without(rejected, 'free') }, 'consistency'],
  ['pieces are let go twice', { ...whole.rejected, events: twice(rejected, 'free') }, 'stock'],
  ['a sold order’s pieces stay on the books', { ...whole.bought, events: without(bought, 'gone') }, 'stock'],
  ['an order is never decided', { ...whole.bought, events: without(bought, 'confirmed') }, 'sagas'],
  ['an order is confirmed and rejected', { ...whole.bought, events: [...bought, 'rejected'] }, 'sagas'],
  ['an order is confirmed that was never paid', { ...whole.bought, events: without(bought, 'captured') }, 'consistency'],
  ['an order is confirmed that has no goods', { ...whole.bought, events: without(bought, 'kept', 'reserved') }, 'consistency'],
  ['the held money of a rejected order is never let go', { ...whole.rejected, events: without(rejected, 'voided') }, 'consistency'],
  ['a returned order keeps its money', { ...whole.givenBack, events: without(givenBack, 'refunded') }, 'consistency'],
  ['an order is handed over after its money went back', { ...whole.cancelled, events: [...cancelled, 'handedOver'] }, 'possession'],
  ['money goes back, and the goods do not', { ...whole.bought, events: [...without(bought, 'handedOver'), 'refunded'] }, 'possession'],
  ['an order is kept for nothing, and nobody has granted that', { ...whole.kept, events: without(kept, 'granted') }, 'possession'],
  ['an order is kept for nothing, and its money is here', { ...whole.kept, events: without(kept, 'refunded') }, 'possession'],
  ['a view lags for ever', { ...whole.bought, views: viewsOf(bought, { ...seen.bought, status: 'placed' }) }, 'views'],
  ['a level is not what the log says', { ...whole.bought, views: viewsOf(bought, { ...seen.bought, onHand: 4 }) }, 'stock'],
  ['an accepted order is lost', { ...whole.bought, purchases: [purchase({ orderId: 'o-2' as never })] }, 'honesty'],
  ['a refused order is carried out', { ...whole.bought, purchases: [purchase({ answer: 'refused' })] }, 'honesty'],
  [
    'a confirmed order is told to be rejected first',
    { ...whole.bought, purchases: [purchase({ told: heard('rejected', 'confirmed') })] },
    'honesty',
  ],
  ['an order costs something else than was said', { ...whole.bought, purchases: [purchase({ total: 400 })] }, 'honesty'],
  ['an order costs something else than its lines', { ...whole.bought, events: instead(bought, 'placed', 'placedTooCheap') }, 'money'],
  [
    'the goods of a confirmed order are on the shelf again',
    { ...whole.bought, events: [...bought, ...without(back, 'refunded')] },
    'consistency',
  ],
  ['a parcel is packed twice', { ...whole.bought, events: twice(bought, 'packed') }, 'consistency'],
  ['a cancellation that was noted is forgotten', { ...whole.bought, events: ['noted', ...bought] }, 'sagas'],
  ['a cancellation does not end', { ...whole.cancelled, events: without(cancelled, 'cancelled') }, 'sagas'],
  ['a cancellation was accepted, and is in no log', { ...whole.bought, purchases: [purchase({ wishes: ['cancel'] })] }, 'honesty'],
  ['a return was accepted, and is in no log', { ...whole.bought, purchases: [purchase({ wishes: ['return'] })] }, 'honesty'],
  [
    'an order is told to be confirmed before it is',
    { ...whole.bought, purchases: [purchase({ told: [{ status: 'confirmed', at: bought.indexOf('confirmed') - 1 }] })] },
    'honesty',
  ],
  [
    'an offer promises pieces that are not for sale',
    { ...whole.bought, views: { ...whole.bought.views, offers: new Map([['OX', 8]]) } },
    'offers',
  ],
  [
    'an offer says that nobody knows how many there are, and somebody has counted',
    { ...whole.bought, views: { ...whole.bought.views, offers: new Map([['OX', undefined]]) } },
    'offers',
  ],
  ['an order is refused for want of pieces that are there', { ...whole.rejected, events: ['received', 'placed', 'short'] }, 'offers'],
  ['something is ordered that nobody has counted', { ...whole.bought, events: without(bought, 'received') }, 'offers'],
  ['pieces are kept that a count did not find', { ...whole.bought, events: ['received', 'placed', 'counted', 'kept'] }, 'stock'],
  ['the tracking lags for ever', { ...whole.bought, views: viewsOf(bought, { ...seen.bought, tracking: 'ready' }) }, 'views'],
  ['a step is missing on the page', { ...whole.givenBack, views: viewsOf(without(givenBack, 'refunded'), seen.givenBack) }, 'views'],
];

describe('A bug is caught by the law that it breaks', () => {
  it.each(bugs)('%s', (_, shop, law) => expect(brokenIn(shop)).toContain(law));
});

it('An order that is refused for want of pieces breaks no law of offers when they were kept for others, or not found', () => {
  const left = { ...whole.rejected.views, offers: new Map([['OX', 1]]) } as unknown as Views;
  const broken = (...events: Event[]) => brokenIn({ views: left, events });
  expect(broken('received', 'keptForOther', 'placed', 'short')).not.toContain('offers');
  expect(known({ ...whole.rejected, events: ['received', 'placed', 'kept', 'counted', 'short'] }).books.contradictions).toEqual([]);
});

it('An order that takes too long once all is calm breaks the law of sagas', () => {
  const shop = known(whole.bought);
  const late = { ...shop, longest: 5 };
  expect(laws.filter(({ broken }) => broken(late).length > 0).map(({ name }) => name)).toEqual(['sagas']);
});
