import type { Feed, Sku, StockReport } from '@jogakbo/assortment-contract';
import type { Supply } from '../catalogue/catalogue.ts';
import type { Books } from './stock-book.projection.ts';

/** What a feed states of the stock; of what it is silent about, the books stay as they are. */
export const statedIn = ({ products }: Feed): Supply[] =>
  products.flatMap(({ variants }) => variants.flatMap(({ sku, stock }) => (stock === undefined ? [] : [{ sku, quantity: stock }])));

/** What is stated otherwise than the books have it, or of what they have nothing: so the same feed again mends whatever came to nothing. */
export const statedOtherwise = (stated: readonly Supply[], books: Books): Supply[] =>
  stated.filter(({ sku, quantity }) => books.get(sku)?.onHand !== quantity);

/** What becomes of the stock by a feed: all that is listed then is counted, waits for it, or is not for sale. */
export function stockReport(stated: readonly Supply[], books: Books, listed: readonly Sku[]): Omit<StockReport, 'waiting'> {
  const named = new Set(stated.map(({ sku }) => sku));
  const known = stated.flatMap(({ sku, quantity }) => (books.has(sku) ? [{ sku, stated: quantity, ...books.get(sku)! }] : []));
  return {
    unchanged: known.filter(({ stated, onHand }) => stated === onHand).length,
    counted: stated.length - known.length,
    raised: known.filter(({ stated, onHand }) => stated > onHand).length,
    lowered: known.filter(({ stated, onHand }) => stated < onHand).length,
    belowReserved: known
      .filter(({ stated, reserved }) => stated < reserved)
      .map(({ sku, stated, reserved }) => ({ sku, stated, reserved })),
    uncounted: listed.filter((sku) => !named.has(sku) && !books.has(sku)).length,
  };
}
