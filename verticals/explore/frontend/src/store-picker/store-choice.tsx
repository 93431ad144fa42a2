import { useId } from 'react';
import type { Store } from '@jogakbo/explore-contract';
import { Address } from '../stores-page/address.tsx';
import css from './store-dialog.module.css';

interface StoreChoiceProps {
  readonly store: Store;
  readonly onSelect: (store: Store) => void;
}

/** One store that may be selected; the button is described by the address it stands for. */
export function StoreChoice({ store, onSelect }: StoreChoiceProps) {
  const address = useId();
  return (
    <li className={css.choice}>
      <img className={css.picture} src={store.picture} alt="" width={120} height={120} loading="lazy" decoding="async" />
      <p id={address} className={css.address}>
        <Address store={store} />
      </p>
      <button type="button" className={css.select} data-id={store.storeId} aria-describedby={address} onClick={() => onSelect(store)}>
        select
      </button>
    </li>
  );
}
