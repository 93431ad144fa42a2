import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ProductDelisted, ProductListed, ProductId } from '@jogakbo/assortment-contract';
import { productListing } from './product-listing.projection.ts';

const productId = ProductId.parse('T-1');
const picture = `/pictures/${'0'.repeat(32)}.svg`;
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const described = (name: string, ...prices: number[]) =>
  ProductListed(
    ProductListed.schema.parse({
      productId,
      position: 3,
      name,
      categoryId: 'classic',
      highlights: ['Pulls well.'],
      currency,
      variants: prices.map((price, index) => ({ sku: `T-1-${index}`, name: `Colour ${index}`, color: '#112233', price, picture })),
    }),
  );
const listing = (name: string, startPrice: number, words: string, variantCount: number) =>
  ({
    productId,
    position: 3,
    name,
    categoryId: 'classic',
    currency,
    startPrice,
    sku: 'T-1-0',
    picture,
    color: '#112233',
    variantCount,
    words,
  }) as never;

describe('A product listing', () => {
  const given = specification(productListing);

  it('starts at the price of the cheapest variant and looks like the first', () =>
    given(described('Ox', 500, 300)).then(listing('Ox', 300, 'T-1-0 Colour 0 T-1-1 Colour 1 Pulls well.', 2)));
  it('is what was said last', () =>
    given(described('Ox', 500), described('Bull', 400)).then(listing('Bull', 400, 'T-1-0 Colour 0 Pulls well.', 1)));
  it('is gone when the product is', () => given(described('Ox', 500), ProductDelisted({ productId })).then(null));
  it('comes back when the product does', () =>
    given(described('Ox', 500), ProductDelisted({ productId }), described('Ox', 600)).then(
      listing('Ox', 600, 'T-1-0 Colour 0 Pulls well.', 1),
    ));
});
