import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { StoreClosed, StoreId, StoreOpened } from '@jogakbo/assortment-contract';
import { store } from './store.projection.ts';

const storeId = StoreId.parse('old-mill');
const oldMill = StoreOpened.schema.parse({
  storeId,
  position: 0,
  name: 'Old Mill',
  street: 'Brook 1',
  city: 'Weir',
  picture: `/pictures/${'0'.repeat(32)}.svg`,
});

describe('A store', () => {
  const given = specification(store);

  it('is open as described', () => given(StoreOpened(oldMill)).then(oldMill));
  it('is what was said last', () =>
    given(StoreOpened(oldMill), StoreOpened({ ...oldMill, city: 'Lock' })).then({ ...oldMill, city: 'Lock' }));
  it('is gone when it closes', () => given(StoreOpened(oldMill), StoreClosed({ storeId })).then(null));
});
