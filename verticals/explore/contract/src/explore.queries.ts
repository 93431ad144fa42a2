import { z } from 'zod';
import { Amount, contract, Currency } from '@jogakbo/contract';
import {
  Category,
  CategoryId,
  Color,
  Picture,
  ProductDelisted,
  ProductId,
  ProductListed,
  Sku,
  StoreClosed,
  StorefrontArranged,
  StoreId,
  StoreOpened,
  Teaser,
} from '@jogakbo/assortment-contract';

const explore = contract('explore');

export const Home = z.object({ teasers: z.array(Teaser) });
export type Home = z.infer<typeof Home>;
export const GetHome = explore.query('GetHome', 'The content of the home page.', {}, { view: Home, refreshedBy: [StorefrontArranged] });

export const ListedProduct = z.object({
  productId: ProductId,
  name: z.string(),
  /** The cheapest variant's price, in minor units. */
  startPrice: Amount,
  /** The first variant: its picture and colour stand for the product. */
  sku: Sku,
  picture: Picture,
  color: Color,
  variantCount: z.number().int(),
});
export type ListedProduct = z.infer<typeof ListedProduct>;

export const ProductList = z.object({
  currency: Currency,
  categories: z.array(Category),
  /** The chosen category; absent when all are shown. */
  category: Category.optional(),
  search: z.string().optional(),
  /** Dearest first by start price, or best match first when searching. */
  products: z.array(ListedProduct),
});
export type ProductList = z.infer<typeof ProductList>;

/** A search without what nobody types and no database keeps: control characters, halves of surrogate pairs. */
export const wordsOf = (typed: string) => typed.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();

/** `null` says that there is no such category. */
export const ListProducts = explore.query(
  'ListProducts',
  'The products on sale: all, of one category, or matching a search.',
  { categoryId: CategoryId.optional(), search: z.string().overwrite(wordsOf).max(100).optional() },
  { view: ProductList.nullable(), refreshedBy: [ProductListed, ProductDelisted, StorefrontArranged] },
);

export const Store = z.object({
  storeId: StoreId,
  name: z.string(),
  street: z.string(),
  city: z.string(),
  picture: Picture,
});
export type Store = z.infer<typeof Store>;
export const ListStores = explore.query(
  'ListStores',
  'The stores where an order can be picked up.',
  {},
  { view: z.array(Store), refreshedBy: [StoreOpened, StoreClosed] },
);
