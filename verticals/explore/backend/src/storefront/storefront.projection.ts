import { projection, table } from '@jogakbo/domain';
import { StorefrontArranged, type Category, type StorefrontId, type Teaser } from '@jogakbo/assortment-contract';
import type { Currency } from '@jogakbo/contract';

export interface Storefront {
  readonly storefrontId: StorefrontId;
  readonly currency: Currency;
  readonly categories: Category[];
  readonly teasers: Teaser[];
}

export const storefront = projection('storefront', {
  into: table<Storefront>('storefront', 'storefrontId'),
  from: { StorefrontArranged },
  on: {
    StorefrontArranged: ({ storefrontId, currency, categories, teasers }) => ({ storefrontId, currency, categories, teasers }),
  },
});
