import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StoreClosed, StoreOpened } from '@jogakbo/assortment-contract';
import { pickupStore } from './pickup-store.projection.ts';

const opened = StoreOpened.schema.parse({
  storeId: 'old-mill',
  position: 0,
  name: 'Old Mill',
  street: 'Brook 1',
  city: 'Weir',
  picture: `/pictures/${'0'.repeat(32)}.svg`,
});
const { storeId, name, street, city } = opened;

describe('Where a parcel is picked up', () => {
  const given = specification(pickupStore);
  it('is a store with its address', () => given(StoreOpened(opened)).then({ storeId, name, street, city }));
  it('is what was said last', () =>
    given(StoreOpened(opened), StoreOpened({ ...opened, city: 'Lock' })).then({ storeId, name, street, city: 'Lock' }));
  it('is no store that has closed', () => given(StoreOpened(opened), StoreClosed({ storeId })).then(null));
});
