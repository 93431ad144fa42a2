import type { Ref } from 'react';
import type { ViewOf } from '@jogakbo/contract';
import type { GetCheckout } from '@jogakbo/checkout-contract';
import css from './field.module.css';

interface StoreFieldProps {
  readonly ref: Ref<HTMLSelectElement>;
  readonly stores: NonNullable<ViewOf<typeof GetCheckout>['stores']>;
}

/** The store, by its name: with scripts the picker beside it chooses as well, and says the address. */
export function StoreField({ ref, stores }: StoreFieldProps) {
  return (
    <div className={css.field}>
      <label htmlFor="c_storeId" className={css.label}>
        Store
      </label>
      <select ref={ref} id="c_storeId" name="storeId" className={css.input} autoComplete="off" required>
        <option value="">Please choose a store</option>
        {stores.map(({ storeId, name }) => (
          <option key={storeId} value={storeId}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
