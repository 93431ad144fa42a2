import { describe, expect, it } from 'vitest';
import type { Purchase } from '../people/customer.ts';
import { Books, type Entry } from './books.ts';
import { laws, type Known } from './laws.ts';
import type { Views } from './views.ts';

const orderId = 'o-1';
const stockId = 'OX@central';
const placed = { orderId, total: 500, lines: [{ sku: 'OX', quantity: 2 }] };

/** All that happens to two pieces of an order of 500, from the click to the return, each event as its vertical says it. */
const story: Record<string, [vertical: string, type: string, data: object]> = {
  received: ['inventory', 'StockReceived', { stockId, quantity: 5, onHand: 5, reserved: 0 }],
  placed: ['checkout', 'OrderPlaced', placed],
  kept: ['inventory', 'StockReserved', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 2 }],
  reserved: ['inventory', 'GoodsReserved', { orderId }],
  requested: ['payment', 'PaymentRequested', { orderId, amount: 500 }],
  authorized: ['payment', 'PaymentAuthorized', { orderId, amount: 500 }],
  sold: ['inventory', 'GoodsSold', { orderId }],
  gone: ['inventory', 'StockSold', { stockId, reservationId: orderId, quantity: 2, onHand: 3, reserved: 0 }],
  captured: ['payment', 'PaymentCaptured', { orderId, amount: 500 }],
  confirmed: ['checkout', 'OrderConfirmed', placed],
  takenBack: ['inventory', 'GoodsTakenBack', { orderId }],
  back: ['inventory', 'StockReturned', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 2 }],
  refunded: ['payment', 'PaymentRefunded', { orderId, amount: 500 }],
  shelved: ['inventory', 'GoodsReleased', { orderId }],
  free: ['inventory', 'StockReleased', { stockId, reservationId: orderId, quantity: 2, onHand: 5, reserved: 0 }],
  returned: ['checkout', 'OrderReturned', { orderId }],
  voided: ['payment', 'PaymentVoided', { orderId }],
  rejected: ['checkout', 'OrderRejected', { orderId, reason: 'timed out' }],
};
type Event = keyof typeof story;
const bought: Event[] = ['received', 'placed', 'kept', 'reserved', 'requested', 'authorized', 'sold', 'gone', 'captured', 'confirmed'];
const givenBack: Event[] = [...bought, 'takenBack', 'back', 'refunded', 'shelved', 'free', 'returned'];
const rejected: Event[] = ['received', 'placed', 'kept', 'reserved', 'requested', 'authorized', 'voided', 'shelved', 'free', 'rejected'];

const viewsOf = (status: string, receipt: string, [onHand, reserved]: [number, number], atProvider: number) =>
  ({
    stock: [{ stockId, onHand, reserved }],
    balances: [
      { account: 'provider', currency: 'XTS', balance: atProvider },
      { account: 'sales', currency: 'XTS', balance: -atProvider },
    ],
    orders: new Map([[orderId, { order: { status, total: 500 }, receipt: { status: receipt }, tracking: null }]]),
  }) as unknown as Views;
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
const whole = {
  bought: { events: bought, views: viewsOf('confirmed', 'captured', [3, 0], 500) },
  givenBack: { events: givenBack, views: viewsOf('returned', 'refunded', [5, 0], 0) },
  rejected: { events: rejected, views: viewsOf('rejected', 'voided', [5, 0], 0) },
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
const twice = (events: readonly Event[], again: Event) => events.flatMap((event) => (event === again ? [event, event] : [event]));

describe('A shop in which all is well breaks no law', () => {
  it.each(Object.entries(whole))('when an order was %s', (_, shop) => expect(brokenIn(shop)).toEqual([]));
});

/** Each as a bug of the shop would leave it. */
const bugs: [what: string, shop: Shop, law: string][] = [
  ['money is taken twice', { ...whole.bought, events: twice(bought, 'captured') }, 'money'],
  ['money is given back twice', { ...whole.givenBack, events: twice(givenBack, 'refunded') }, 'money'],
  ['a rejected order was paid', { ...whole.rejected, events: [...without(rejected, 'voided'), 'captured'] }, 'consistency'],
  [
    'the books of money do not balance',
    { ...whole.bought, views: { ...whole.bought.views, balances: [{ account: 'provider', currency: 'XTS', balance: 500 }] } },
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
  ['a view lags for ever', { ...whole.bought, views: viewsOf('placed', 'captured', [3, 0], 500) }, 'views'],
  ['a level is not what the log says', { ...whole.bought, views: viewsOf('confirmed', 'captured', [4, 0], 500) }, 'stock'],
  ['an accepted order is lost', { ...whole.bought, purchases: [purchase({ orderId: 'o-2' as never })] }, 'honesty'],
  ['a refused order is carried out', { ...whole.bought, purchases: [purchase({ answer: 'refused' })] }, 'honesty'],
  [
    'a confirmed order is told to be rejected first',
    { ...whole.bought, purchases: [purchase({ told: ['rejected', 'confirmed'] })] },
    'honesty',
  ],
  ['an order costs something else than was said', { ...whole.bought, purchases: [purchase({ total: 400 })] }, 'honesty'],
];

describe('A bug is caught by the law that it breaks', () => {
  it.each(bugs)('%s', (_, shop, law) => expect(brokenIn(shop)).toContain(law));
});

it('An order that takes too long once all is calm breaks the law of sagas', () => {
  const shop = known(whole.bought);
  const late = { ...shop, longest: 5 };
  expect(laws.filter(({ broken }) => broken(late).length > 0).map(({ name }) => name)).toEqual(['sagas']);
});
