import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import { productPage } from './product-page.projection.ts';

const listed = ProductListed.schema.parse({
  productId: 'T-1',
  position: 0,
  name: 'Ox',
  categoryId: 'classic',
  highlights: ['Pulls well.'],
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  variants: [{ sku: 'T-1-RD', name: 'Red', color: '#aa0000', price: 500, picture: `/pictures/${'0'.repeat(32)}.svg` }],
});
const { position: _, ...row } = listed;

describe('A product page', () => {
  const given = specification(productPage);

  it('shows the product as described', () => given(ProductListed(listed)).then(row));
  it('shows what was said last', () =>
    given(ProductListed(listed), ProductListed({ ...listed, name: 'Bull' })).then({ ...row, name: 'Bull' }));
  it('is gone when the product is', () => given(ProductListed(listed), ProductDelisted({ productId: listed.productId })).then(null));
});
