import { type OrderBook, reservedIn, spelt } from './books.ts';
import { holdsGoods, inEachOrder, isConfirmed, isGivenBack, isRefunded, type Known, type Law, placed } from './law.ts';

export const money: Law = {
  name: 'money',
  says: 'An order costs what its lines come to, in one currency from the basket to the refund, and of it either nothing is taken or that; in each currency, captures less refunds are the totals of confirmed orders that did not come back; the ledger sums to zero, and has at the provider what the log has.',
  broken: (known) => [
    ...perOrder(known),
    ...[...currenciesIn(known)].flatMap((currency) => brokenIn(currency, known).map((what) => `${what}, in ${currency}`)),
  ],
};

const currencyOf = ({ placed: order }: OrderBook) => spelt(order!.currency);
const currenciesIn = (known: Known) =>
  new Set([...placed(known).map(currencyOf), ...known.views.balances.map(({ currency }) => spelt(currency))]);

function brokenIn(currency: string, known: Known): string[] {
  const orders = placed(known).filter((order) => currencyOf(order) === currency);
  const balances = known.views.balances.filter((each) => spelt(each.currency) === currency);
  const taken = orders.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
  const isOwed = (order: OrderBook) => isConfirmed(order) && !isGivenBack(order) && !isRefunded(order);
  const owed = orders.reduce((sum, order) => sum + (isOwed(order) ? order.placed!.total : 0), 0);
  const sum = balances.reduce((sum, { balance }) => sum + balance, 0);
  const atProvider = balances.filter(({ account }) => account === 'provider').reduce((sum, { balance }) => sum + balance, 0);
  return [
    ...(taken === owed ? [] : [`${taken} were taken, confirmed orders come to ${owed}`]),
    ...(sum === 0 ? [] : [`the ledger comes to ${sum}`]),
    ...(Math.abs(atProvider) === taken ? [] : [`the ledger has ${atProvider} at the provider, the log ${taken}`]),
  ];
}

const perOrder = inEachOrder(({ captured, refunded, currencies, placed: order }) => [
  currencies.size !== 1 && `its amounts are in ${[...currencies].join(', ')}`,
  totalOf(order!) !== order!.total && `it costs ${order!.total}, its lines come to ${totalOf(order!)}`,
  captured !== 0 && captured !== order!.total && `${captured} were taken of ${order!.total}`,
  refunded !== 0 && refunded !== captured && `${refunded} were given back of ${captured}`,
]);
const totalOf = ({ lines }: NonNullable<OrderBook['placed']>) => lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);

export const stock: Law = {
  name: 'stock',
  says: 'On hand is what came in, was found and came back, less what was sold; none are kept that are not there, unless a count finds fewer afterwards; what is sold stands in an order.',
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
const piecesOf = ({ placed: order }: OrderBook) => order?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
