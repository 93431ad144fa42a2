import { projection, table } from '@jogakbo/domain';
import { StorefrontArranged, type Category, type StorefrontId } from '@jogakbo/assortment-contract';
import type { Currency } from '@jogakbo/contract';

export interface Storefront {
  readonly storefrontId: StorefrontId;
  readonly currency: Currency;
  readonly categories: Category[];
}

export const storefront = projection('storefront', {
  into: table<Storefront>('storefront', 'storefrontId'),
  from: { StorefrontArranged },
  on: {
    StorefrontArranged: ({ storefrontId, currency, categories }) => ({ storefrontId, currency, categories }),
  },
});
