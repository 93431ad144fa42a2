import { projection, table } from '@jogakbo/domain';
import { StorefrontArranged, type Sku, type StorefrontId } from '@jogakbo/assortment-contract';

export interface HomeChoice {
  readonly storefrontId: StorefrontId;
  readonly skus: Sku[];
}

export const homeChoice = projection('home-choice', {
  into: table<HomeChoice>('home_choice', 'storefrontId'),
  from: { StorefrontArranged },
  on: {
    StorefrontArranged: ({ storefrontId, homeRecommendationsFor }) => ({ storefrontId, skus: homeRecommendationsFor }),
  },
});
