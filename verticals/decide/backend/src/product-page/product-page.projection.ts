import { projection, table } from '@jogakbo/domain';
import { ProductDelisted, ProductListed, type CategoryId, type ProductId, type Variant } from '@jogakbo/assortment-contract';

export interface ProductPageRow {
  readonly productId: ProductId;
  readonly name: string;
  readonly categoryId: CategoryId;
  readonly highlights: string[];
  readonly variants: Variant[];
}

export const productPage = projection('product-page', {
  into: table<ProductPageRow>('product_page', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, name, categoryId, highlights, variants }) => ({ productId, name, categoryId, highlights, variants }),
    ProductDelisted: () => null,
  },
});
