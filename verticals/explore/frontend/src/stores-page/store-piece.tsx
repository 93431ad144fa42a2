import type { Store } from '@jogakbo/explore-contract';
import { Address } from './address.tsx';
import css from './stores-page.module.css';

/** One store: what it looks like and where it is. */
export function StorePiece({ store }: { readonly store: Store }) {
  return (
    <li className={`e_Store ${css.piece}`}>
      <img className={css.picture} src={store.picture} alt="" width={400} height={400} loading="lazy" decoding="async" />
      <p className={`e_Store_address ${css.address}`}>
        <Address store={store} />
      </p>
    </li>
  );
}
