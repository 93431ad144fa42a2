import type { Ref } from 'react';
import type { ViewOf } from '@jogakbo/contract';
import type { GetCheckout } from '@jogakbo/checkout-contract';
import css from './field.module.css';

interface StoreFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly stores: NonNullable<ViewOf<typeof GetCheckout>['stores']>;
  /** With scripts the store picker fills it; without, the browser suggests what may be typed. */
  readonly isLive: boolean;
}

/** The store, by its id: its address is said by the picker beside it. */
export function StoreField({ ref, stores, isLive }: StoreFieldProps) {
  return (
    <div className={css.field}>
      <label htmlFor="c_storeId" className={css.label}>
        Store
      </label>
      <input
        ref={ref}
        id="c_storeId"
        name="storeId"
        className={css.input}
        autoComplete="off"
        maxLength={64}
        pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
        required
        readOnly={isLive}
        list="c_stores"
        aria-describedby="c_storeId_hint"
      />
      <datalist id="c_stores">
        {stores.map(({ storeId, name }) => (
          <option key={storeId} value={storeId}>
            {name}
          </option>
        ))}
      </datalist>
      <p id="c_storeId_hint" className={css.hint}>
        It is filled in when you choose a store.
        <noscript> Without scripts, choose one of those that this field suggests.</noscript>
      </p>
    </div>
  );
}
