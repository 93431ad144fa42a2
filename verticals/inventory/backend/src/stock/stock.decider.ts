import { decider, keyed, type Keyed, reject } from '@jogakbo/domain';
import {
  availableOf,
  CountStock,
  partsOf,
  ReceiveStock,
  ReleaseStock,
  type ReservationId,
  ReserveStock,
  ReturnStock,
  SellStock,
  StockCounted,
  type StockId,
  StockReceived,
  StockReleased,
  StockReserved,
  StockReturned,
  StockSold,
} from '@jogakbo/inventory-contract';

interface Reservation {
  readonly quantity: number;
  /** Nothing where they are kept however long it takes. */
  readonly until?: string;
}

export interface Stock {
  /** Whether anything is known of it: that nobody has counted is not the same as that there are none. */
  readonly isKnown: boolean;
  /** Below zero where more was sold than there was. */
  readonly onHand: number;
  readonly reservations: Keyed<ReservationId, Reservation>;
}

/** One variant at one location: pieces on hand, some of them kept for somebody. None are kept that are not there; a count may find fewer afterwards. */
export const stock = decider('stock', {
  initialState: (): Stock => ({ isKnown: false, onHand: 0, reservations: keyed.none() }),
  commands: { ReceiveStock, CountStock, ReserveStock, ReleaseStock, SellStock, ReturnStock },
  events: { StockReceived, StockCounted, StockReserved, StockReleased, StockSold, StockReturned },
  decide: {
    ReceiveStock: ({ stockId, quantity }, stock) =>
      StockReceived({ ...levelOf(stockId, { ...stock, onHand: stock.onHand + quantity }), quantity }),

    CountStock({ stockId, onHand, reason }, stock) {
      if (stock.isKnown && onHand === stock.onHand) return [];
      return StockCounted({ ...levelOf(stockId, { ...stock, onHand }), difference: onHand - stock.onHand, reason });
    },

    ReserveStock({ stockId, reservationId, quantity, until }, stock, { now }) {
      if (keyed.has(stock.reservations, reservationId)) return [];
      const { left, released } = withoutLapsed(stockId, stock, now);
      const { available = 0 } = levelOf(stockId, left);
      if (quantity > available) return reject('StockIsShort', { available });
      const kept = { ...left, reservations: keyed.with(left.reservations, reservationId, { quantity, until }) };
      return [...released, StockReserved({ ...levelOf(stockId, kept), reservationId, quantity, until })];
    },

    ReleaseStock({ stockId, reservationId }, stock) {
      return keyed.has(stock.reservations, reservationId) ? release(stockId, stock, reservationId, false) : [];
    },

    SellStock({ stockId, reservationId }, stock) {
      const reservation = keyed.get(stock.reservations, reservationId);
      if (!reservation) return reject('NothingIsReserved');
      const { quantity } = reservation;
      const left = { ...stock, onHand: stock.onHand - quantity, reservations: keyed.without(stock.reservations, reservationId) };
      return StockSold({ ...levelOf(stockId, left), reservationId, quantity });
    },

    ReturnStock({ stockId, reservationId, quantity }, stock) {
      if (keyed.has(stock.reservations, reservationId)) return [];
      const kept = { ...stock, onHand: stock.onHand + quantity, reservations: keyed.with(stock.reservations, reservationId, { quantity }) };
      return StockReturned({ ...levelOf(stockId, kept), reservationId, quantity });
    },
  },
  evolve: {
    StockReceived: (stock, { onHand }) => ({ ...stock, isKnown: true, onHand }),
    StockCounted: (stock, { onHand }) => ({ ...stock, isKnown: true, onHand }),
    StockReserved: (stock, { reservationId, quantity, until }) => ({
      ...stock,
      reservations: keyed.with(stock.reservations, reservationId, { quantity, until }),
    }),
    StockReleased: (stock, { reservationId }) => ({ ...stock, reservations: keyed.without(stock.reservations, reservationId) }),
    StockReturned: ({ reservations }, { reservationId, onHand, quantity }) => ({
      ...{ isKnown: true, onHand },
      reservations: keyed.with(reservations, reservationId, { quantity }),
    }),
    StockSold: ({ reservations }, { reservationId, onHand }) => ({
      isKnown: true,
      onHand,
      reservations: keyed.without(reservations, reservationId),
    }),
  },
  snapshot: { version: 2, every: 100 },
});

const reservedIn = ({ reservations }: Stock) => keyed.values(reservations).reduce((sum, { quantity }) => sum + quantity, 0);

function levelOf(stockId: StockId, stock: Stock) {
  const level = { stockId, ...partsOf(stockId), onHand: stock.onHand, reserved: reservedIn(stock) };
  return { ...level, available: availableOf(level) };
}

function release(stockId: StockId, stock: Stock, reservationId: ReservationId, hasLapsed: boolean) {
  const left = { ...stock, reservations: keyed.without(stock.reservations, reservationId) };
  return StockReleased({
    ...levelOf(stockId, left),
    reservationId,
    quantity: keyed.get(stock.reservations, reservationId)!.quantity,
    hasLapsed,
  });
}

/** What was kept for too long is for others, as soon as one of them asks. */
function withoutLapsed(stockId: StockId, stock: Stock, now: Date) {
  let left = stock;
  const hasLapsed = ({ until }: Reservation) => until !== undefined && new Date(until) <= now;
  const lapsed = keyed.entries(stock.reservations).filter(([, reservation]) => hasLapsed(reservation));
  const released = lapsed.map(([reservationId]) => {
    const event = release(stockId, left, reservationId, true);
    left = { ...left, reservations: keyed.without(left.reservations, reservationId) };
    return event;
  });
  return { left, released };
}
