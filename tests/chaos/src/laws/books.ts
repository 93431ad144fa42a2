import type { Currency, DataOf } from '@jogakbo/contract';
import type { OrderPlaced } from '@jogakbo/checkout-contract';

/** A public event as it stands in a log. */
export interface Entry {
  readonly vertical: string;
  readonly type: string;
  readonly data: any;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How often each kind of event has happened to one order, and what it ordered. */
export interface OrderBook {
  readonly orderId: string;
  placed?: DataOf<typeof OrderPlaced>;
  placedAt?: number;
  /** When it was confirmed or rejected. */
  decidedAt?: number;
  readonly times: Map<string, number>;
  /** When each kind of event happened first. */
  readonly since: Map<string, number>;
  /** All types in the order in which they were read, each log in its own order. */
  readonly last: Map<string, string>;
  captured: number;
  refunded: number;
  /** What its amounts are in, wherever any is said, e.g. "EUR with 2 digits". */
  readonly currencies: Set<string>;
  /** Whether the customer has the goods in hand. */
  isInHand: boolean;
  /** Why it was rejected. */
  rejectedFor?: string;
}

/** How a stock stood after one of its events, and what that kept for whom. */
export interface StockMoment {
  readonly at: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly kept?: { readonly reservationId: string; readonly quantity: number };
}

/** One stock, folded from nothing but its events. */
export interface StockBook {
  readonly stockId: string;
  onHand: number;
  readonly reservations: Map<string, number>;
  readonly moments: StockMoment[];
  /** Whether fewer were counted than were kept: then pieces may be owed. */
  wasShort: boolean;
  /** Pieces that came in, were found or missed when counted, were sold, and came back. */
  readonly flow: { received: number; counted: number; sold: number; returned: number };
}

/** What the logs of a shop say, folded as they are read. */
export class Books {
  readonly orders = new Map<string, OrderBook>();
  readonly stocks = new Map<string, StockBook>();
  /** What an event says that its own stream contradicts: noticed when it is read. */
  readonly contradictions: string[] = [];

  enter(entry: Entry): void {
    const { data, vertical } = entry;
    if (typeof data?.orderId === 'string') this.enterOrder(this.order(data.orderId), entry);
    if (vertical === 'inventory' && typeof data?.stockId === 'string') this.enterStock(this.stock(data.stockId), entry);
  }

  order(orderId: string): OrderBook {
    const known = this.orders.get(orderId) ?? emptyBook(orderId);
    this.orders.set(orderId, known);
    return known;
  }

  /** How often something has happened to an order. */
  static times({ times }: OrderBook, type: string): number {
    return times.get(type) ?? 0;
  }

  private enterOrder(order: OrderBook, { vertical, type, data, at }: Entry) {
    order.times.set(type, Books.times(order, type) + 1);
    if (!order.since.has(type)) order.since.set(type, at);
    order.last.set(vertical, type);
    if (type === 'OrderPlaced') Object.assign(order, { placed: data, placedAt: at });
    if (type === 'OrderRejected') order.rejectedFor ??= data.reason;
    if (type === 'OrderConfirmed' || type === 'OrderRejected') order.decidedAt ??= at;
    if (type === 'PaymentCaptured') order.captured += data.amount;
    if (type === 'PaymentRefunded') order.refunded += data.amount;
    if (data.currency) order.currencies.add(spelt(data.currency));
    if (type === 'ParcelHandedOver' || (type === 'ParcelResumed' && data.cause === 'return')) order.isInHand = true;
    if (type === 'ParcelTakenBack') order.isInHand = false;
  }

  private stock(stockId: string): StockBook {
    const flow = { received: 0, counted: 0, sold: 0, returned: 0 };
    const known = this.stocks.get(stockId) ?? { stockId, onHand: 0, reservations: new Map(), moments: [], wasShort: false, flow };
    this.stocks.set(stockId, known);
    return known;
  }

  private enterStock(stock: StockBook, { type, data, at }: Entry) {
    const { flow, reservations } = stock;
    const quantity = Number(data.quantity ?? 0);
    if (type === 'StockReceived') flow.received += quantity;
    if (type === 'StockCounted') flow.counted += data.difference;
    if (type === 'StockSold') flow.sold += quantity;
    if (type === 'StockReturned') flow.returned += quantity;
    if (type === 'StockReserved' || type === 'StockReturned') reservations.set(data.reservationId, quantity);
    if (type === 'StockReleased' || type === 'StockSold') this.letGo(stock, type, data);
    stock.onHand = flow.received + flow.counted + flow.returned - flow.sold;
    const reserved = reservedIn(stock);
    if (data.onHand !== stock.onHand || data.reserved !== reserved)
      this.contradictions.push(
        `${stock.stockId}: ${type} says ${data.onHand} and ${data.reserved} reserved, its events ${stock.onHand} and ${reserved}`,
      );
    if (type === 'StockCounted') stock.wasShort ||= reserved > stock.onHand;
    if ((reserved > stock.onHand && !stock.wasShort) || (type === 'StockReserved' && reserved > stock.onHand))
      this.contradictions.push(`${stock.stockId}: ${reserved} of ${stock.onHand} pieces are reserved after ${type}`);
    const { reservationId } = data;
    const kept = reservationId === undefined ? {} : { kept: { reservationId, quantity: reservations.get(reservationId) ?? 0 } };
    stock.moments.push({ at, onHand: stock.onHand, reserved, ...kept });
  }

  private letGo({ stockId, reservations }: StockBook, type: string, { reservationId, quantity }: any) {
    if (reservations.get(reservationId) !== quantity)
      this.contradictions.push(
        `${stockId}: ${type} of ${quantity} for ${reservationId}, for whom ${reservations.get(reservationId) ?? 'none'} are kept`,
      );
    reservations.delete(reservationId);
  }
}

export const reservedIn = ({ reservations }: StockBook): number => [...reservations.values()].reduce((sum, quantity) => sum + quantity, 0);

/** A currency and its digits: amounts in two of them are not compared. */
export const spelt = ({ code, digits }: Pick<Currency, 'code' | 'digits'>): string => `${code} with ${digits} digits`;

const emptyBook = (orderId: string): OrderBook => ({
  ...{ orderId, times: new Map(), since: new Map(), last: new Map() },
  ...{ captured: 0, refunded: 0, currencies: new Set(), isInHand: false },
});
