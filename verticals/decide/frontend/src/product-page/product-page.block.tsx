import { block, useQuery } from '@jogakbo/blocks';
import { ProductId } from '@jogakbo/assortment-contract';
import { GetProductPage } from '@jogakbo/decide-contract';
import { z } from 'zod';
import { NoSuchProduct } from './no-such-product.tsx';
import { ProductDetails } from './product-details.tsx';

interface ProductPageProps {
  readonly productId: ProductId;
  readonly sku?: string;
}

function ProductPage({ productId, sku }: ProductPageProps) {
  const product = useQuery(GetProductPage, { productId });
  return product ? <ProductDetails product={product} sku={sku} /> : <NoSuchProduct />;
}

export default block('decide/product-page', {
  props: { productId: ProductId, sku: z.string().optional() },
  render: ProductPage,
});
