import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { Color, Picture, ProductDelisted, ProductId, ProductListed, Sku, StorefrontArranged } from '@jogakbo/assortment-contract';

const inspire = contract('inspire');

export const Recommendation = z.object({
  productId: ProductId,
  sku: Sku,
  /** Product and variant, e.g. "Field Pioneer Sunset Copper". */
  name: z.string(),
  picture: Picture,
  color: Color,
});
export type Recommendation = z.infer<typeof Recommendation>;

export const GetRecommendations = inspire.query(
  'GetRecommendations',
  'The four other variants closest in colour to the one that the customer looks at.',
  {
    /** What the customer looks at: the home page's choice, one product, or the given SKUs (a basket's). */
    on: z.enum(['home', 'product', 'skus']),
    productId: ProductId.optional(),
    skus: z.array(Sku).max(100).optional(),
  },
  { view: z.array(Recommendation), refreshedBy: [ProductListed, ProductDelisted, StorefrontArranged] },
);
