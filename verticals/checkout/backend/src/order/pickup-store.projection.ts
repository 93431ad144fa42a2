import { projection, table } from '@jogakbo/domain';
import { StoreClosed, type StoreId, StoreOpened } from '@jogakbo/assortment-contract';

export interface PickupStore {
  readonly storeId: StoreId;
  readonly name: string;
}

/** Where an order can be picked up. */
export const pickupStore = projection('pickup-store', {
  into: table<PickupStore>('pickup_store', 'storeId'),
  from: { StoreOpened, StoreClosed },
  on: { StoreOpened: ({ storeId, name }) => ({ storeId, name }), StoreClosed: () => null },
});
