import { useId, type Ref } from 'react';
import type { Store } from '@jogakbo/explore-contract';
import { StoreChoice } from './store-choice.tsx';
import css from './store-dialog.module.css';

interface StoreDialogProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly stores: readonly Store[];
  readonly onSelect: (store: Store) => void;
}

/** All stores to select from, over the page. */
export function StoreDialog({ ref, stores, onSelect }: StoreDialogProps) {
  const title = useId();
  return (
    <dialog ref={ref} className={`e_StorePicker_dialog ${css.dialog}`} aria-labelledby={title}>
      <h2 id={title} className={css.title}>
        Where will you pick it up?
      </h2>
      <ul className={css.list}>
        {stores.map((store) => (
          <StoreChoice key={store.storeId} store={store} onSelect={onSelect} />
        ))}
      </ul>
      <form method="dialog">
        <button type="submit" className={css.close}>
          close
        </button>
      </form>
    </dialog>
  );
}
