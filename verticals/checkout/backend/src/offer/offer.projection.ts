import { projection, table } from '@jogakbo/domain';
import { ProductDelisted, ProductListed, type ProductId, type Sku, type Variant } from '@jogakbo/assortment-contract';

export interface OfferRow {
  readonly productId: ProductId;
  readonly name: string;
  readonly variants: Variant[];
  /** Of all variants: by these a cart finds its rows. */
  readonly skus: Sku[];
}

export const offer = projection('offer', {
  into: table<OfferRow>('offer', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, name, variants }) => ({ productId, name, variants, skus: variants.map(({ sku }) => sku) }),
    ProductDelisted: () => null,
  },
});
