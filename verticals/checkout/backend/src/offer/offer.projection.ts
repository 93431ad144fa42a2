import { projection, table } from '@jogakbo/domain';
import type { Currency } from '@jogakbo/contract';
import { ProductDelisted, ProductListed, type ProductId, type Sku, type Variant } from '@jogakbo/assortment-contract';

export interface OfferRow {
  readonly productId: ProductId;
  readonly name: string;
  /** What its prices are in; `null` where that was not said: then it is the storefront’s. */
  readonly currency: Currency | null;
  readonly variants: Variant[];
  /** Of all variants: by these a cart finds its rows. */
  readonly skus: Sku[];
}

export const offer = projection('offer', {
  into: table<OfferRow>('offer', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, name, currency, variants }) => ({
      ...{ productId, name, currency, variants },
      skus: variants.map(({ sku }) => sku),
    }),
    ProductDelisted: () => null,
  },
});
