import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StorefrontArranged } from '@jogakbo/assortment-contract';
import { storefront } from './storefront.projection.ts';

const arranged = StorefrontArranged.schema.parse({
  storefrontId: 'main',
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  categories: [{ categoryId: 'classic', name: 'Classics' }],
  teasers: [],
  homeRecommendationsFor: [],
});

describe('What a product page knows of the storefront', () => {
  it('is its currency and the names of its categories', () =>
    specification(storefront)(StorefrontArranged(arranged)).then({
      storefrontId: arranged.storefrontId,
      currency: arranged.currency,
      categories: arranged.categories,
    }));
});
