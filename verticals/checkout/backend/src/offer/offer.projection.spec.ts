import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import { offer } from './offer.projection.ts';

const variant = (sku: string) => ({ sku, name: 'Red', color: '#aa0000', price: 500, picture: `/pictures/${'0'.repeat(32)}.svg` });
const listed = ProductListed.schema.parse({
  productId: 'T-1',
  position: 0,
  name: 'Ox',
  categoryId: 'classic',
  highlights: ['Pulls well.'],
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  variants: [variant('T-1-RD'), variant('T-1-BL')],
});
const { productId, name, currency, variants } = listed;
const [red, blue] = variants;

describe('An offer', () => {
  const given = specification(offer);

  it('is all variants of a product, found by any of their SKUs', () =>
    given(ProductListed(listed)).then({ productId, name, currency, variants, skus: [red!.sku, blue!.sku] }));
  it('is what was said last', () =>
    given(ProductListed(listed), ProductListed({ ...listed, name: 'Bull', variants: [blue!] })).then({
      productId,
      name: 'Bull',
      currency,
      variants: [blue!],
      skus: [blue!.sku],
    }));
  it('is gone when the product is', () => given(ProductListed(listed), ProductDelisted({ productId })).then(null));
});
