import { isSameCurrency, problem, ProblemError, type Currency } from '@jogakbo/contract';
import type { Catalogue, FedCatalogue, ListedProduct } from '../catalogue/catalogue.ts';

/** A currency as its owner is told of it, e.g. "EUR with 2 digits". */
export const spelt = ({ code, digits }: Currency): string => `${code} with ${digits} ${digits === 1 ? 'digit' : 'digits'}`;

/**
 * Refuses a feed that counts the same currency with other digits and writes a price as before: it would be another one by powers of ten.
 *
 * @throws ProblemError `rejected`, with each price that is not written anew
 */
export function assertPricesWrittenAnew(current: Catalogue, fed: FedCatalogue): void {
  const { currency } = fed.arrangement;
  const former = current.arrangement?.currency;
  if (!former || former.code !== currency.code || isSameCurrency(former, currency)) return;
  const before = new Map(current.products.flatMap(({ variants }) => variants.map(({ sku, price }) => [sku, price] as const)));
  const errors = fed.products.flatMap(({ variants }, p) =>
    sameIn(variants, before).map((v) => ({ path: pathOf(p, v), reason: 'is the same number as before' })),
  );
  if (errors.length === 0) return;
  const why = `The shop counts in ${spelt(former)}, and the feed in ${spelt(currency)}: write all of its prices anew.`;
  throw new ProblemError(problem('rejected', why, { errors }));
}

const pathOf = (product: number, variant: number) => `/feed/products/${product}/variants/${variant}/price`;

/** The places of what costs the same number; what is free is so in any digits. */
const sameIn = (variants: ListedProduct['variants'], before: ReadonlyMap<string, number>): number[] =>
  variants.flatMap(({ sku, price }, place) => (price > 0 && before.get(sku) === price ? [place] : []));
