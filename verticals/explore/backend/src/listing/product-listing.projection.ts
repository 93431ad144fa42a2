import { projection, table } from '@jogakbo/domain';
import type { Currency } from '@jogakbo/contract';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import type { ListedProduct } from '@jogakbo/explore-contract';

export interface ProductListing extends ListedProduct {
  readonly position: number;
  readonly categoryId: string;
  /** What its price is in; `null` where that was not said: then it is the storefront’s. */
  readonly currency: Currency | null;
  /** All that a search may find it by, besides its name. */
  readonly words: string;
}

export const productListing = projection('product-listing', {
  into: table<ProductListing>('product_listing', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, position, name, categoryId, highlights, currency, variants }) => {
      const [first] = variants;
      return {
        productId,
        position,
        name,
        categoryId,
        currency,
        startPrice: Math.min(...variants.map(({ price }) => price)),
        sku: first!.sku,
        picture: first!.picture,
        color: first!.color,
        variantCount: variants.length,
        words: [...variants.map((variant) => `${variant.sku} ${variant.name}`), ...highlights].join(' '),
      };
    },
    ProductDelisted: () => null,
  },
});
