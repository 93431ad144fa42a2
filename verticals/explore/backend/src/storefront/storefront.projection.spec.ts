import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StorefrontArranged } from '@jogakbo/assortment-contract';
import { storefront } from './storefront.projection.ts';

const arranged = StorefrontArranged.schema.parse({
  storefrontId: 'main',
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  categories: [{ categoryId: 'classic', name: 'Classics' }],
  teasers: [],
  homeRecommendationsFor: ['T-1-0'],
});
const { homeRecommendationsFor: _, ...row } = arranged;

describe('A storefront', () => {
  it('is arranged as was said last', () =>
    specification(storefront)(StorefrontArranged({ ...arranged, categories: [] }), StorefrontArranged(arranged)).then(row));
});
