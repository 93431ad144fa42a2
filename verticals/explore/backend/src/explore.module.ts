import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/explore-contract';
import { blocks } from '@jogakbo/explore-frontend';
import { ListProductsHandler } from './listing/list-products.query.ts';
import { productListing } from './listing/product-listing.projection.ts';
import { ListStoresHandler } from './store/list-stores.query.ts';
import { store } from './store/store.projection.ts';
import { GetHomeHandler } from './storefront/get-home.query.ts';
import { storefront } from './storefront/storefront.projection.ts';
import { Storefronts } from './storefront/storefronts.ts';

export const ExploreModule = Vertical.of({
  name: 'explore',
  contract,
  blocks,
  projections: [productListing, store, storefront],
  handlers: [GetHomeHandler, ListProductsHandler, ListStoresHandler],
  providers: [Storefronts],
});
