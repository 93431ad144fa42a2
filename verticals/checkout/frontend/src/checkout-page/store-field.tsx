import type { Ref } from 'react';
import css from './field.module.css';

interface StoreFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  /** With scripts the store picker fills it; without, it is typed. */
  readonly isLive: boolean;
}

/** The store, by its id: its address is said by the picker beside it. */
export function StoreField({ ref, isLive }: StoreFieldProps) {
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
        aria-describedby="c_storeId_hint"
      />
      <p id="c_storeId_hint" className={css.hint}>
        It is filled in when you choose a store.
        <noscript> Without scripts it is typed: the short name of a store, of letters, digits, - and _, such as store-a.</noscript>
      </p>
    </div>
  );
}
