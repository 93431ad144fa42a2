import type { Purchase } from '../people/customer.ts';
import { Books, type OrderBook } from './books.ts';
import type { Views } from './views.ts';

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

export const times = Books.times;
export const placed = ({ books }: Known) => [...books.orders.values()].filter((order) => order.placed);
/** Looks at every order that was placed, and names it in what it finds. */
export const inEachOrder = (broken: (order: OrderBook, known: Known) => (string | false | undefined)[]) => (known: Known) =>
  placed(known).flatMap((order) =>
    broken(order, known)
      .filter((what) => typeof what === 'string')
      .map((what) => `order ${order.orderId}: ${what}`),
  );

export const isConfirmed = (order: OrderBook) => times(order, 'OrderConfirmed') > 0;
export const isRejected = (order: OrderBook) => times(order, 'OrderRejected') > 0;
export const isGivenBack = (order: OrderBook) => times(order, 'OrderCancelled') + times(order, 'OrderReturned') > 0;
/** Whether its customer keeps the goods, although the money has gone back. */
export const isRefunded = (order: OrderBook) => times(order, 'OrderRefunded') > 0;
export const holdsGoods = (order: OrderBook) => order.last.get('inventory') === 'GoodsSold';
