import { z } from 'zod';
import { assortment, Category, CategoryId, Currency, ProductId, Sku, StoreId, StorefrontId, Teaser, Variant } from './catalogue.ts';
import { Picture } from './picture.ts';

const product = assortment.aggregate('product', 'productId', { told: { ProductListed: [], ProductDelisted: [] } });
const store = assortment.aggregate('store', 'storeId', { told: { StoreOpened: [], StoreClosed: [] } });
const storefront = assortment.aggregate('storefront', 'storefrontId', { told: { StorefrontArranged: [] } });
const supply = assortment.aggregate('supply', 'sku');

export const ProductListed = product.event(
  'ProductListed',
  'A product is on sale with exactly these variants; replaces every earlier description.',
  {
    productId: ProductId,
    /** Rank in the catalogue, from 0. */
    position: z.number().int().nonnegative(),
    name: z.string().min(1).max(120),
    categoryId: CategoryId,
    highlights: z.array(z.string().min(1).max(300)).max(10),
    /** What all its prices are in; `null` where that was not said: they are in the storefront's, as whoever listed it counted. */
    currency: Currency.nullable(),
    variants: z.array(Variant).min(1).max(50),
  },
  {
    version: 2,
    upcasts: {
      // Which one it is stands in the log's `StorefrontArranged`, and an upcast sees one event alone: readers take the storefront's.
      1: (data) => ({ ...data, currency: null }),
    },
  },
);

export const ProductDelisted = product.event('ProductDelisted', 'A product is no longer on sale.', {
  productId: ProductId,
});

export const StoreOpened = store.event('StoreOpened', 'A pickup store is open exactly as described; replaces every earlier description.', {
  storeId: StoreId,
  /** Rank among the stores, from 0. */
  position: z.number().int().nonnegative(),
  name: z.string().min(1).max(120),
  street: z.string().min(1).max(120),
  city: z.string().min(1).max(120),
  picture: Picture,
});

export const StoreClosed = store.event('StoreClosed', 'A pickup store is closed for good.', { storeId: StoreId });

export const StorefrontArranged = storefront.event(
  'StorefrontArranged',
  'The shop has this currency, these categories and teasers, and recommends what goes with these products on its home page.',
  {
    storefrontId: StorefrontId,
    currency: Currency,
    categories: z.array(Category),
    teasers: z.array(Teaser),
    homeRecommendationsFor: z.array(Sku),
  },
);

export const SupplyStated = supply.event('SupplyStated', 'A feed states a stock count for a variant that differs from inventory’s books.', {
  sku: Sku,
  quantity: z.number().int().nonnegative(),
});
