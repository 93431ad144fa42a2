import { z } from 'zod';
import { contract, Currency } from '@jogakbo/contract';
import { Category, ProductDelisted, ProductId, ProductListed, StorefrontArranged, Variant } from '@jogakbo/assortment-contract';

const decide = contract('decide');

export const ProductPage = z.object({
  productId: ProductId,
  name: z.string(),
  category: Category.optional(),
  highlights: z.array(z.string()),
  variants: z.array(Variant).min(1),
  currency: Currency,
});
export type ProductPage = z.infer<typeof ProductPage>;

/** `null` says that there is no such product. */
export const GetProductPage = decide.query(
  'GetProductPage',
  'Everything a customer needs to decide for one product.',
  { productId: ProductId },
  { view: ProductPage.nullable(), refreshedBy: [ProductListed, ProductDelisted, StorefrontArranged] },
);
