import { z } from 'zod';
import { Amount, contract, Currency, id } from '@jogakbo/contract';
import { Picture } from './picture.ts';

export const assortment = contract('assortment');

export const ProductId = id('ProductId');
export type ProductId = z.infer<typeof ProductId>;
export const Sku = id('Sku');
export type Sku = z.infer<typeof Sku>;
export const CategoryId = id('CategoryId');
export type CategoryId = z.infer<typeof CategoryId>;
export const StoreId = id('StoreId');
export type StoreId = z.infer<typeof StoreId>;
export const StorefrontId = id('StorefrontId');
export type StorefrontId = z.infer<typeof StorefrontId>;

/** A colour as `#rrggbb`. */
export const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'a colour is written #rrggbb' });

export const Variant = z.object({
  sku: Sku,
  name: z.string().min(1).max(80),
  color: Color,
  /** In the currency of what it is part of. */
  price: Amount,
  picture: Picture,
});
export type Variant = z.infer<typeof Variant>;

export const Category = z.object({ categoryId: CategoryId, name: z.string().min(1).max(80) });
export type Category = z.infer<typeof Category>;

export const Teaser = z.object({ title: z.string().min(1).max(80), picture: Picture, url: z.string().startsWith('/') });
export type Teaser = z.infer<typeof Teaser>;

export { Currency };
