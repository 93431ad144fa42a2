import { isSameCurrency, problem, ProblemError } from '@jogakbo/contract';
import type { Arrangement, FedCatalogue, ListedProduct } from '../catalogue/catalogue.ts';
import { spelt } from './changed-digits.ts';

/** What is there with what a feed adds and changes; a feed that does not fit what is there is refused, and says why. */
export function merged(current: FedCatalogue, fed: FedCatalogue): FedCatalogue {
  sameCurrency(current.arrangement, fed.arrangement);
  const { currency } = current.arrangement;
  const products = ranked(current.products, fed.products, ({ productId }) => productId).map((product) => ({ ...product, currency }));
  ownSkus(fed.products, products);
  return {
    products,
    stores: ranked(current.stores, fed.stores, ({ storeId }) => storeId),
    stock: new Map([...current.stock, ...fed.stock]),
    arrangement: arranged(current.arrangement, fed.arrangement, products),
  };
}

/** What is there keeps its rank; what is new comes after it. */
function ranked<T extends { readonly position: number }>(current: readonly T[], fed: readonly T[], idOf: (one: T) => string): T[] {
  const known = new Map(current.map((one) => [idOf(one), one]));
  let last = Math.max(-1, ...current.map(({ position }) => position));
  for (const one of fed) known.set(idOf(one), { ...one, position: known.get(idOf(one))?.position ?? ++last });
  return [...known.values()];
}

/** What the feed leaves open stays as it is; a variant that is gone recommends nothing. */
function arranged(current: Arrangement, fed: Arrangement, products: readonly ListedProduct[]): Arrangement {
  const skus = new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
  const recommended = fed.homeRecommendationsFor.length ? fed.homeRecommendationsFor : current.homeRecommendationsFor;
  return {
    ...current,
    categories: [...new Map([...current.categories, ...fed.categories].map((category) => [category.categoryId, category])).values()],
    teasers: fed.teasers.length ? fed.teasers : current.teasers,
    homeRecommendationsFor: recommended.filter((sku) => skus.has(sku)),
  };
}

function sameCurrency({ currency: ours }: Arrangement, { currency }: Arrangement) {
  if (isSameCurrency(ours, currency)) return;
  const why = `The shop counts in ${spelt(ours)}; a feed in ${spelt(currency)} can replace its catalogue, not join it.`;
  throw new ProblemError(problem('rejected', why, { errors: [{ path: '/feed/currency', reason: `is not ${spelt(ours)}` }] }));
}

/** A feed names each SKU once, but may name one of a product that it does not name. */
function ownSkus(fed: readonly ListedProduct[], products: readonly ListedProduct[]) {
  const named = new Set(fed.map(({ productId }) => productId));
  const others = products.filter(({ productId }) => !named.has(productId));
  const taken = new Map(others.flatMap(({ productId, variants }) => variants.map(({ sku }) => [sku, productId] as const)));
  const errors = fed.flatMap(({ variants }, p) =>
    variants.flatMap(({ sku }, v) => {
      const owner = taken.get(sku);
      return owner ? [{ path: `/feed/products/${p}/variants/${v}/sku`, reason: `SKU ${sku} is one of product ${owner}` }] : [];
    }),
  );
  if (errors.length > 0) throw new ProblemError(problem('rejected', 'The feed takes SKUs of products that it does not name.', { errors }));
}
