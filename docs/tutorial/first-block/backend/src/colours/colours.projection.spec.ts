import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import { colours } from './colours.projection.ts';

const variant = (sku: string, color: string) => ({ sku, name: sku, color, price: 100, picture: `/pictures/${'0'.repeat(32)}.svg` });
const ox = ProductListed.schema.parse({
  productId: 'OX',
  position: 0,
  name: 'Ox',
  categoryId: 'classic',
  highlights: [],
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  variants: [variant('OX-R', '#aa0000'), variant('OX-B', '#0000aa')],
});

describe('The colours of a product', () => {
  const given = specification(colours);

  it('are those of its variants', () =>
    given(ProductListed(ox)).then({ productId: ox.productId, position: 0, name: 'Ox', colors: ['#aa0000', '#0000aa'] }));
  it('are forgotten when it is no longer on sale', () => given(ProductListed(ox), ProductDelisted({ productId: ox.productId })).then(null));
});
