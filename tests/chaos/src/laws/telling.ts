import type { OrderStatus, OrderStep } from '@jogakbo/checkout-contract';
import type { ParcelStatus } from '@jogakbo/delivery-contract';
import type { Purchase } from '../people/customer.ts';
import type { OrderBook } from './books.ts';
import { inEachOrder, isConfirmed, isRejected, type Law, times } from './law.ts';
import type { OrderViews } from './views.ts';

const statusOf = (order: OrderBook) => {
  if (times(order, 'OrderCancelled')) return 'cancelled';
  if (times(order, 'OrderReturned')) return 'returned';
  if (times(order, 'OrderRefunded')) return 'refunded';
  if (isConfirmed(order)) return 'confirmed';
  return isRejected(order) ? 'rejected' : 'placed';
};
const paymentStatusOf = (order: OrderBook) => {
  if (!times(order, 'PaymentRequested')) return undefined;
  if (times(order, 'PaymentRefunded')) return 'refunded';
  if (times(order, 'PaymentCaptured')) return 'captured';
  if (times(order, 'PaymentVoided')) return 'voided';
  return times(order, 'PaymentDeclined') ? 'declined' : undefined;
};
const hasParcel = (order: OrderBook) => times(order, 'ParcelRequested') > 0;
/** Where its parcel is after its last event, where that alone says it. */
const parcelStatusOf = (order: OrderBook) => {
  const wasHandedOver = times(order, 'ParcelHandedOver') > 0;
  const afterEach: Record<string, ParcelStatus> = {
    ...{ ParcelPacked: 'packed', PickupConfirmed: 'expected', ParcelReady: 'ready', ParcelHandedOver: 'handed over' },
    ...{ ReturnRequested: 'return requested', GoodwillGranted: 'kept' },
    ParcelTakenBack: wasHandedOver ? 'taken back' : 'stopped',
  };
  return afterEach[order.last.get('delivery')!];
};

/** The steps on an order's page, each with the event that it tells of. */
const told: Partial<Record<OrderStep, string>> = {
  ...{ placed: 'OrderPlaced', confirmed: 'OrderConfirmed', rejected: 'OrderRejected', cancelled: 'OrderCancelled' },
  ...{
    returned: 'OrderReturned',
    refunded: 'OrderRefunded',
    'cancellation refused': 'CancellationRefused',
    'stock reserved': 'GoodsReserved',
  },
  ...{ 'confirmation requested': 'ConfirmationRequested', 'payment authorized': 'PaymentAuthorized' },
  ...{ 'money given back': 'PaymentRefunded', 'ready for pickup': 'ParcelReady', 'handed over': 'ParcelHandedOver' },
  'return requested': 'ReturnRequested',
};
const wrongSteps = (order: OrderBook, steps: readonly { readonly step: OrderStep }[]) =>
  Object.entries(told).map(([name, type]) => {
    const shown = steps.filter(({ step }) => step === name).length;
    return shown !== times(order, type) && `its page tells ${shown} times that it is ${name}, its log ${times(order, type)} times`;
  });

export const views: Law = {
  name: 'views',
  says: 'Every view says what its log says.',
  broken: inEachOrder((order, { views: all }) => {
    const { order: view, receipt, tracking } = all.orders.get(order.orderId) ?? ({} as Partial<OrderViews>);
    const parcel = hasParcel(order) ? parcelStatusOf(order) : undefined;
    const paid = paymentStatusOf(order);
    return [
      view?.status !== statusOf(order) && `its page says ${view?.status}, its log ${statusOf(order)}`,
      view?.total !== order.placed!.total && `its page says ${view?.total}, its log ${order.placed!.total}`,
      paid !== undefined && receipt?.status !== paid && `its receipt says ${receipt?.status}, its log ${paid}`,
      hasParcel(order) !== Boolean(tracking) && `its parcel is ${tracking ? '' : 'not '}tracked, against its log`,
      parcel !== undefined && tracking?.status !== parcel && `its tracking says ${tracking?.status}, its log ${parcel}`,
      ...wrongSteps(order, view?.steps ?? []),
    ];
  }),
};

/** From each status to those that may follow it. */
const follows: Record<string, readonly string[]> = {
  placed: ['confirmed', 'rejected', 'cancelled', 'returned', 'refunded'],
  confirmed: ['cancelled', 'returned', 'refunded'],
  rejected: [],
  cancelled: [],
  returned: [],
  refunded: [],
};
export const honesty: Law = {
  name: 'honesty',
  says: 'No customer was told something that is not so: who heard yes has an order, who heard no has none; what was decided stayed decided, and was not told before; a wish that was not refused came to something.',
  broken: ({ books, purchases }) =>
    purchases.flatMap(({ orderId, answer, total, wishes, ...purchase }) => {
      const told = purchase.told.map(({ status }) => status);
      const order = books.orders.get(orderId);
      const isPlaced = order?.placed !== undefined;
      const turns = told.slice(1).filter((status, place) => !follows[told[place]!]!.includes(status));
      const what = [
        answer === 'accepted' && !isPlaced && 'was accepted, and is not there',
        answer === 'refused' && isPlaced && 'was refused, and is there',
        isPlaced && order.placed!.total !== total && `was to cost ${total}, and costs ${order.placed!.total}`,
        ...turns.map((status) => `was told to be ${status} after ${told.join(', ')}`),
        order !== undefined &&
          told.length > 0 &&
          statusOf(order) !== told.at(-1) &&
          !follows[told.at(-1)!]!.includes(statusOf(order)) &&
          `was told to be ${told.at(-1)}, and is ${statusOf(order)}`,
        ...purchase.told.map((each) => tooEarly(order, each)),
        ...wishes.map(
          (wish) => !cameTo[wish].some((type) => order && times(order, type) > 0) && `its customer was to ${wish} it, and nothing followed`,
        ),
      ];
      return what.filter((each) => typeof each === 'string').map((each) => `order ${orderId}: ${each}`);
    }),
};

/** The event that has happened when a customer hears that an order stands so. */
const heardOf: Partial<Record<OrderStatus, string>> = {
  ...{ confirmed: 'OrderConfirmed', rejected: 'OrderRejected', cancelled: 'OrderCancelled', returned: 'OrderReturned' },
  refunded: 'OrderRefunded',
};
/** All of a shop's clocks are one machine's here: what is heard has happened before. */
const tooEarly = (order: OrderBook | undefined, { status, at }: Purchase['told'][number]) => {
  const since = order?.since.get(heardOf[status] ?? '');
  return since !== undefined && at < since && `was told to be ${status} ${since - at} ms before it was`;
};
/** What a customer's wish may have come to. */
const cameTo = {
  cancel: ['OrderCancelled', 'CancellationRefused', 'OrderRejected', 'OrderReturned', 'OrderRefunded'],
  return: ['ReturnRequested'],
};
