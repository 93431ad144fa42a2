import { isDeepStrictEqual } from 'node:util';
import type { ProductId, StoreId } from '@jogakbo/assortment-contract';
import type { Arrangement, Catalogue, ListedProduct, OpenStore } from '../catalogue/catalogue.ts';

/** What differs between two catalogues: what happened, if one became the other. */
export interface CatalogueChange {
  readonly listed: ListedProduct[];
  readonly delisted: ProductId[];
  readonly opened: OpenStore[];
  readonly closed: StoreId[];
  readonly arrangement?: Arrangement;
  /** Products of which nothing changed. */
  readonly unchanged: number;
}

/** Compares two catalogues; equal ones differ in nothing. */
export function changeOf(current: Catalogue, wanted: Catalogue): CatalogueChange {
  const products = new Map(current.products.map((product) => [product.productId, product]));
  const stores = new Map(current.stores.map((store) => [store.storeId, store]));
  const wantedProducts = new Set(wanted.products.map(({ productId }) => productId));
  const wantedStores = new Set(wanted.stores.map(({ storeId }) => storeId));
  const listed = wanted.products.filter((product) => !isDeepStrictEqual(products.get(product.productId), product));
  return {
    listed,
    delisted: current.products.flatMap(({ productId }) => (wantedProducts.has(productId) ? [] : [productId])),
    opened: wanted.stores.filter((store) => !isDeepStrictEqual(stores.get(store.storeId), store)),
    closed: current.stores.flatMap(({ storeId }) => (wantedStores.has(storeId) ? [] : [storeId])),
    ...(!isDeepStrictEqual(current.arrangement, wanted.arrangement) && { arrangement: wanted.arrangement }),
    unchanged: wanted.products.length - listed.length,
  };
}
