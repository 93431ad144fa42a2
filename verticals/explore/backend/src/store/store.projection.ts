import { projection, table } from '@jogakbo/domain';
import { StoreClosed, StoreOpened } from '@jogakbo/assortment-contract';
import type { Store } from '@jogakbo/explore-contract';

export const store = projection('store', {
  into: table<Store & { readonly position: number }>('store', 'storeId'),
  from: { StoreOpened, StoreClosed },
  on: {
    StoreOpened: (store) => store,
    StoreClosed: () => null,
  },
});
