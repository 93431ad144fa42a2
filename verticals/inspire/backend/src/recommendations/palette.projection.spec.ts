import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import { palette } from './palette.projection.ts';

const listed = ProductListed.schema.parse({
  productId: 'T-1',
  position: 2,
  name: 'Ox',
  categoryId: 'classic',
  highlights: [],
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  variants: [{ sku: 'T-1-RD', name: 'Red', color: '#aa0000', price: 500, picture: `/pictures/${'0'.repeat(32)}.svg` }],
});
const row = {
  productId: listed.productId,
  position: 2,
  name: 'Ox',
  variants: listed.variants.map(({ sku, name, color, picture }) => ({ sku, name, color, picture })),
};

describe('A palette', () => {
  const given = specification(palette);

  it('knows the colours of a product, and no prices', () => given(ProductListed(listed)).then(row));
  it('is gone when the product is', () => given(ProductListed(listed), ProductDelisted({ productId: listed.productId })).then(null));
});
