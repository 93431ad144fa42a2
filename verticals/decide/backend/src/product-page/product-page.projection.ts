import { projection, table } from '@jogakbo/domain';
import type { Currency } from '@jogakbo/contract';
import { ProductDelisted, ProductListed, type CategoryId, type ProductId, type Variant } from '@jogakbo/assortment-contract';

export interface ProductPageRow {
  readonly productId: ProductId;
  readonly name: string;
  readonly categoryId: CategoryId;
  readonly highlights: string[];
  /** What its prices are in; `null` where that was not said: then it is the storefront’s. */
  readonly currency: Currency | null;
  readonly variants: Variant[];
}

export const productPage = projection('product-page', {
  into: table<ProductPageRow>('product_page', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, name, categoryId, highlights, currency, variants }) => ({
      ...{ productId, name, categoryId, highlights, currency, variants },
    }),
    ProductDelisted: () => null,
  },
});
