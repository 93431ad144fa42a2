import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StorefrontArranged } from '@jogakbo/assortment-contract';
import { storefront } from './storefront.projection.ts';

const arranged = StorefrontArranged.schema.parse({
  storefrontId: 'main',
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  categories: [],
  teasers: [],
  homeRecommendationsFor: [],
});

describe('What checkout knows of the storefront', () => {
  it('is its currency', () =>
    specification(storefront)(StorefrontArranged(arranged)).then({ storefrontId: arranged.storefrontId, currency: arranged.currency }));
});
