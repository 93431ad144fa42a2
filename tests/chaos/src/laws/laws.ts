import type { Purchase } from '../people/customer.ts';
import { Books, type OrderBook, reservedIn } from './books.ts';
import type { OrderViews, Views } from './views.ts';

/** All that is known of a shop that has come to rest. */
export interface Known {
  readonly books: Books;
  readonly views: Views;
  /** What customers were told. */
  readonly purchases: readonly Purchase[];
  /** Milliseconds that an order may take at most once nothing disturbs it any more. */
  readonly longest: number;
  /** When nothing disturbed it any more. */
  readonly calmSince: number;
}

/** Something that must hold whatever happens. */
export interface Law {
  readonly name: string;
  readonly says: string;
  /** What breaks it; nothing when it holds. */
  readonly broken: (known: Known) => string[];
}

const times = Books.times;
const placed = ({ books }: Known) => [...books.orders.values()].filter((order) => order.placed);
const inEachOrder = (broken: (order: OrderBook, known: Known) => (string | false | undefined)[]) => (known: Known) =>
  placed(known).flatMap((order) =>
    broken(order, known)
      .filter((what) => typeof what === 'string')
      .map((what) => `order ${order.orderId}: ${what}`),
  );

const isConfirmed = (order: OrderBook) => times(order, 'OrderConfirmed') > 0;
const isRejected = (order: OrderBook) => times(order, 'OrderRejected') > 0;
const isGivenBack = (order: OrderBook) => times(order, 'OrderCancelled') + times(order, 'OrderReturned') > 0;

const money: Law = {
  name: 'money',
  says: 'Of an order either nothing is taken or its total; captures less refunds are the totals of confirmed orders that did not come back; the ledger sums to zero.',
  broken: (known) => {
    const taken = placed(known).reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
    const owed = placed(known).reduce((sum, order) => sum + (isConfirmed(order) && !isGivenBack(order) ? order.placed!.total : 0), 0);
    const sums = Map.groupBy(known.views.balances, ({ currency }) => currency);
    const unbalanced = [...sums].map(
      ([currency, accounts]) => [currency, accounts.reduce((sum, { balance }) => sum + balance, 0)] as const,
    );
    const atProvider = known.views.balances.filter(({ account }) => account === 'provider').reduce((sum, { balance }) => sum + balance, 0);
    return [
      ...perOrder(known),
      ...(taken === owed ? [] : [`${taken} were taken, confirmed orders come to ${owed}`]),
      ...unbalanced.filter(([, sum]) => sum !== 0).map(([currency, sum]) => `the ledger comes to ${sum} ${currency}`),
      ...(Math.abs(atProvider) === taken ? [] : [`the ledger has ${atProvider} at the provider, the log ${taken}`]),
    ];
  },
};
const perOrder = inEachOrder(({ captured, refunded, placed: order }) => [
  captured !== 0 && captured !== order!.total && `${captured} were taken of ${order!.total}`,
  refunded !== 0 && refunded !== captured && `${refunded} were given back of ${captured}`,
]);

const stock: Law = {
  name: 'stock',
  says: 'On hand is what came in, was found and came back, less what was sold; never is more kept than there is; what is sold stands in an order.',
  broken: ({ books, views }) => {
    const listed = new Map(views.stock.map((level) => [level.stockId as string, level]));
    const levels = [...books.stocks.values()].flatMap((book) => {
      const level = listed.get(book.stockId);
      const isSo = level?.onHand === book.onHand && level.reserved === reservedIn(book);
      return isSo
        ? []
        : [
            `${book.stockId}: the view says ${level?.onHand} and ${level?.reserved} reserved, the log ${book.onHand} and ${reservedIn(book)}`,
          ];
    });
    const sold = [...books.stocks.values()].reduce((sum, { flow }) => sum + flow.sold - flow.returned, 0);
    const bought = [...books.orders.values()].reduce((sum, order) => sum + (holdsGoods(order) ? piecesOf(order) : 0), 0);
    return [...books.contradictions, ...levels, ...(sold === bought ? [] : [`${sold} pieces are sold, orders have ${bought}`])];
  },
};
const holdsGoods = (order: OrderBook) => order.last.get('inventory') === 'GoodsSold';
const piecesOf = ({ placed: order }: OrderBook) => order?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;

const sagas: Law = {
  name: 'sagas',
  says: 'Every order is decided, once, and soon after nothing disturbs it any more.',
  broken: inEachOrder((order, { longest, calmSince }) => {
    const decided = times(order, 'OrderConfirmed') + times(order, 'OrderRejected');
    const late = (order.decidedAt ?? 0) - Math.max(calmSince, order.placedAt!);
    return [
      decided !== 1 && `it was decided ${decided} times`,
      late > longest && `it was decided ${Math.round(late / 1000)} s after all was calm`,
      order.last.get('checkout') === 'CancellationBegun' && 'its cancellation never ended',
    ];
  }),
};

const consistency: Law = {
  name: 'consistency',
  says: 'A confirmed order has its goods and is paid; a rejected one has given everything back, once.',
  broken: inEachOrder((order, { books }) => {
    const kept = [...books.stocks.values()].some(({ reservations }) => reservations.has(order.orderId));
    const confirmed = isConfirmed(order);
    return [
      confirmed &&
        times(order, 'GoodsReserved') !== 1 &&
        `it is confirmed, and its goods were reserved ${times(order, 'GoodsReserved')} times`,
      confirmed && times(order, 'PaymentCaptured') !== 1 && `it is confirmed, and was paid ${times(order, 'PaymentCaptured')} times`,
      !confirmed && order.captured > 0 && 'it is not confirmed, and was paid',
      kept && 'pieces are still kept for it',
      isRejected(order) && holdsGoods(order) && 'it is rejected, and has its goods',
      isRejected(order) &&
        times(order, 'GoodsReserved') > 0 &&
        times(order, 'GoodsReleased') !== 1 &&
        'it is rejected, and its goods were not given up once',
      isRejected(order) &&
        times(order, 'PaymentAuthorized') > 0 &&
        times(order, 'PaymentVoided') !== 1 &&
        'it is rejected, and its money was not let go once',
      isGivenBack(order) && (holdsGoods(order) || order.refunded !== order.captured) && 'it came back, and goods or money did not',
      times(order, 'PaymentRefunded') > 1 && 'its money was given back more than once',
    ];
  }),
};

const statusOf = (order: OrderBook) => {
  if (times(order, 'OrderCancelled')) return 'cancelled';
  if (times(order, 'OrderReturned')) return 'returned';
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
const views: Law = {
  name: 'views',
  says: 'Every view says what its log says.',
  broken: inEachOrder((order, { views: all }) => {
    const { order: view, receipt, tracking } = all.orders.get(order.orderId) ?? ({} as Partial<OrderViews>);
    const paid = paymentStatusOf(order);
    return [
      view?.status !== statusOf(order) && `its page says ${view?.status}, its log ${statusOf(order)}`,
      view?.total !== order.placed!.total && `its page says ${view?.total}, its log ${order.placed!.total}`,
      paid !== undefined && receipt?.status !== paid && `its receipt says ${receipt?.status}, its log ${paid}`,
      hasParcel(order) !== Boolean(tracking) && `its parcel is ${tracking ? '' : 'not '}tracked, against its log`,
    ];
  }),
};

/** From each status to those that may follow it. */
const follows: Record<string, readonly string[]> = {
  placed: ['confirmed', 'rejected', 'cancelled', 'returned'],
  confirmed: ['cancelled', 'returned'],
  rejected: [],
  cancelled: [],
  returned: [],
};
const honesty: Law = {
  name: 'honesty',
  says: 'No customer was told something that is not so: who heard yes has an order, who heard no has none, and what was decided stayed decided.',
  broken: ({ books, purchases }) =>
    purchases.flatMap(({ orderId, answer, total, told }) => {
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
      ];
      return what.filter((each) => typeof each === 'string').map((each) => `order ${orderId}: ${each}`);
    }),
};

/** The laws of the shop. */
export const laws: readonly Law[] = [money, stock, sagas, consistency, views, honesty];
