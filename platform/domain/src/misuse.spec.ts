// Each of these must not compile: the types carry the rules. `npm run typecheck` fails when one of them does.
import { expect, it } from 'vitest';
import { decider, gathering, keyed, projection, reaction, saga, table } from './index.ts';
import {
  CapturePayment,
  CompleteOrder,
  ConfirmOrder,
  DayBegan,
  OrderPlaced,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  ReleaseStock,
  StockReserved,
  VoidPayment,
} from './fixture/ordering.ts';

it('Misuse does not compile', () => expect(misuses).toHaveLength(6));

type OrderId = string & { readonly brand: 'OrderId' };
const ofAny = { commands: {}, events: { OrderPlaced }, decide: {} };

const misuses = [
  () => {
    // @ts-expect-error an order whose id is `constructor` would be known before it was placed
    decider('order', { ...ofAny, initialState: () => ({ seen: {} as Record<OrderId, true> }), evolve: { OrderPlaced: (state) => state } });
    // @ts-expect-error also where it is deeper inside
    decider('order', {
      ...ofAny,
      initialState: (): { at: { seen: { [id: string]: 1 } } }[] => [],
      evolve: { OrderPlaced: (state) => state },
    });
    decider('order', {
      ...ofAny,
      initialState: () => ({ seen: keyed.none<OrderId, true>(), status: 'new' as 'new' | 'old' }),
      // @ts-expect-error it can't be indexed
      evolve: { OrderPlaced: (state) => (state.seen['o-1'] ? state : { ...state, status: 'old' }) },
    });
    // @ts-expect-error nor is a row kept so
    projection('p', {
      into: table<{ orderId: string; amounts: Readonly<Record<string, number>> }>('t', 'orderId'),
      from: { OrderPlaced },
      on: { OrderPlaced: (_, row) => row },
    });
  },
  () => {
    // @ts-expect-error the data is another one's
    OrderPlaced({ orderId: 1 });
  },
  () => {
    const shape = { initialState: () => 0, evolve: { OrderPlaced: (count: number) => count + 1 } };
    // @ts-expect-error ConfirmOrder has no rule
    decider('order', { ...shape, commands: { ConfirmOrder }, events: { OrderPlaced }, decide: {} });
    decider('order', {
      ...shape,
      commands: { ConfirmOrder },
      events: { OrderPlaced },
      // @ts-expect-error decides an event that it does not own
      decide: { ConfirmOrder: ({ orderId }) => StockReserved({ orderId, reservationId: '' }) },
    });
    // @ts-expect-error nothing follows from OrderPlaced
    decider('order', { initialState: () => 0, commands: {}, events: { OrderPlaced }, decide: {}, evolve: {} });
  },
  () => {
    const begun = saga('s', { by: 'orderId' }).startedBy('order', OrderPlaced);
    // @ts-expect-error carries no orderId, so it never finds a run
    saga('s', { by: 'orderId' }).startedBy('day', DayBegan);
    begun.step('day', {
      send: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
      // @ts-expect-error carries no orderId, so it never finds its run
      succeeds: DayBegan,
      within: '1 day',
    });
    begun.pivot().step('late', {
      send: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
      succeeds: PaymentAuthorized,
      // @ts-expect-error nothing may fail behind the point of no return
      fails: PaymentDeclined,
      within: '1 day',
    });
    begun.pivot().together({
      late: {
        send: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
        succeeds: PaymentAuthorized,
        // @ts-expect-error nothing is undone behind the point of no return
        compensate: VoidPayment.from(({ order }) => ({ orderId: order.orderId })),
        within: '1 day',
      },
    });
    begun.step('early', {
      // @ts-expect-error there is no payment yet
      send: CapturePayment.from(({ payment }) => payment),
      succeeds: PaymentAuthorized,
      // @ts-expect-error not a duration
      within: 'a while',
    });
    begun.step('stock', {
      send: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
      succeeds: StockReserved,
      // @ts-expect-error an undo must not need the answer that may never have come
      compensate: ReleaseStock.from(({ stock }) => ({ orderId: stock.orderId })),
      within: '1 day',
    });
    begun.step('many', {
      // @ts-expect-error a step is one command
      send: ReleaseStock.fromEach(({ order }) => [{ orderId: order.orderId }]),
      succeeds: StockReserved,
      within: '1 day',
    });
  },
  () => {
    projection('p', {
      into: table<{ orderId: string; status: 'placed' }>('t', 'orderId'),
      from: { OrderPlaced },
      // @ts-expect-error not a status
      on: { OrderPlaced: ({ orderId }) => ({ orderId, status: 'lost' }) },
    });
    // @ts-expect-error OrderPlaced has no fold
    projection('p', { into: table<{ orderId: string }>('t', 'orderId'), from: { OrderPlaced }, on: {} });
  },
  () => {
    const parcels: string[] = [];
    reaction(
      'r',
      OrderPlaced,
      // @ts-expect-error there is no parcelId in an order
      CompleteOrder.from(({ parcelId: orderId }) => ({ orderId, parcels })),
    );
    // @ts-expect-error carries no orderId
    gathering('g', { by: 'orderId', within: '1 day' }).all({ day: DayBegan, paid: PaymentCaptured });
    gathering('g', { by: 'orderId', within: '1 day' })
      .all({ paid: PaymentCaptured })
      // @ts-expect-error what is missing may not have come
      .expired(CapturePayment.from(({ paid }) => ({ orderId: paid.orderId, paymentId: paid.paymentId })));
  },
];
