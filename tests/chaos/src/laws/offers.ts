import type { OrderBook, StockBook } from './books.ts';
import { inEachOrder, type Known, type Law } from './law.ts';

type Line = NonNullable<OrderBook['placed']>['lines'][number];

const centralBook = ({ books }: Known, sku: string): StockBook | undefined => books.stocks.get(`${sku}@central`);
/** All of a shop's clocks are one machine's here, and an event has its time before its place. */
const SLACK = 1000;

export const offers: Law = {
  name: 'offers',
  says: 'What an offer says can be bought, can be bought: it says what the books have, nothing is ordered that nobody has counted, and who is refused for want of pieces came while they were kept for others or not there.',
  broken: (known) => [...wrongOffers(known), ...ofOrders(known)],
};

function wrongOffers(known: Known): string[] {
  return [...known.views.offers].flatMap(([sku, offered]) => {
    const end = centralBook(known, sku)?.moments.at(-1);
    const can = end && Math.max(0, end.onHand - end.reserved);
    return offered === can ? [] : [`${sku}: its offer says that ${offered ?? 'nobody knows how many'} can be bought, its books ${can}`];
  });
}

const ofOrders = inEachOrder((order, known) => [
  ...order.placed!.lines.map(
    ({ sku }) => !isCounted(centralBook(known, sku), order.placedAt!) && `${sku} is in it, and nobody had counted that before`,
  ),
  order.rejectedFor === 'StockIsShort' &&
    order.placed!.lines.every((line) => !wasShort(centralBook(known, line.sku), order, line)) &&
    'it was refused for want of pieces that were there all the time',
]);

const isCounted = (book: StockBook | undefined, before: number) => book !== undefined && book.moments[0]!.at <= before + SLACK;

/** Whether at any moment of its checkout fewer pieces were there for an order than it wanted. */
function wasShort(book: StockBook | undefined, { orderId, placedAt, decidedAt }: OrderBook, { quantity }: Line): boolean {
  if (!book) return true;
  let own = 0;
  return book.moments.some(({ at, onHand, reserved, kept }, place) => {
    if (kept?.reservationId === orderId) own = kept.quantity;
    const until = book.moments[place + 1]?.at ?? Infinity;
    return at <= decidedAt! + SLACK && until >= placedAt! - SLACK && onHand - (reserved - own) < quantity;
  });
}
