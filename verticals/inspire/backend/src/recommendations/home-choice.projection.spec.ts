import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StorefrontArranged } from '@jogakbo/assortment-contract';
import { homeChoice } from './home-choice.projection.ts';

const arranged = StorefrontArranged.schema.parse({
  storefrontId: 'main',
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  categories: [],
  teasers: [],
  homeRecommendationsFor: ['T-1-RD', 'T-2-BL'],
});

describe('The choice for the home page', () => {
  it('is what the storefront was arranged with last', () =>
    specification(homeChoice)(StorefrontArranged({ ...arranged, homeRecommendationsFor: [] }), StorefrontArranged(arranged)).then({
      storefrontId: arranged.storefrontId,
      skus: arranged.homeRecommendationsFor,
    }));
});
