import { projection, table } from '@jogakbo/domain';
import { StorefrontArranged, type StorefrontId } from '@jogakbo/assortment-contract';
import type { Currency } from '@jogakbo/contract';

export interface Storefront {
  readonly storefrontId: StorefrontId;
  readonly currency: Currency;
}

export const storefront = projection('storefront', {
  into: table<Storefront>('storefront', 'storefrontId'),
  from: { StorefrontArranged },
  on: { StorefrontArranged: ({ storefrontId, currency }) => ({ storefrontId, currency }) },
});
