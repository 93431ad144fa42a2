import { useHead } from '@jogakbo/blocks';
import css from './no-such-product.module.css';

/** Stands in for a product that does not exist, or no longer: its piece is empty. */
export function NoSuchProduct() {
  useHead({ title: 'No such product · Jogakbo', description: 'There is no product at this address.', status: 404 });
  return (
    <div className={`d_ProductPage ${css.page}`} data-boundary="decide">
      <div className={css.piece} />
      <div className={css.words}>
        <h1 className={css.title}>This machine has left the field</h1>
        <p className={css.reason}>There is no product at this address. It may be sold out for good, or have another name now.</p>
        <ul className={css.ways}>
          <li>
            <a href="/products">See all machines</a>
          </li>
          <li>
            <a href="/">Go to the home page</a>
          </li>
        </ul>
      </div>
    </div>
  );
}
