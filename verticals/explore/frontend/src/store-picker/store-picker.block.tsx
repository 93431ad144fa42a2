import { useRef, useState } from 'react';
import { block, useQuery } from '@jogakbo/blocks';
import { ListStores, type Store } from '@jogakbo/explore-contract';
import { Address } from '../stores-page/address.tsx';
import { StoreDialog } from './store-dialog.tsx';
import css from './store-picker.module.css';

function StorePicker() {
  const stores = useQuery(ListStores, {});
  const [selectedId, select] = useState<Store['storeId']>();
  const root = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const selected = stores.find(({ storeId }) => storeId === selectedId);
  const choose = ({ storeId }: Store) => {
    select(storeId);
    dialog.current?.close();
    root.current?.dispatchEvent(new CustomEvent('explore:store-selected', { bubbles: true, detail: storeId }));
  };
  return (
    <div ref={root} className={`e_StorePicker ${css.picker}`} data-boundary="explore">
      <p className={`e_StorePicker_selected ${css.selected}`} aria-live="polite">
        {selected && <Address store={selected} />}
      </p>
      <button type="button" className={css.open} onClick={() => dialog.current?.showModal()}>
        choose a store
      </button>
      <StoreDialog ref={dialog} stores={stores} onSelect={choose} />
    </div>
  );
}

export default block('explore/store-picker', { props: {}, render: StorePicker });
