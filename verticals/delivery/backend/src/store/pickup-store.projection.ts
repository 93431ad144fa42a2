import { projection, table } from '@jogakbo/domain';
import { StoreClosed, StoreOpened, type StoreId } from '@jogakbo/assortment-contract';

export interface PickupStore {
  readonly storeId: StoreId;
  readonly name: string;
  readonly street: string;
  readonly city: string;
}

export const pickupStore = projection('pickup-store', {
  into: table<PickupStore>('pickup_store', 'storeId'),
  from: { StoreOpened, StoreClosed },
  on: {
    StoreOpened: ({ storeId, name, street, city }) => ({ storeId, name, street, city }),
    StoreClosed: () => null,
  },
});
