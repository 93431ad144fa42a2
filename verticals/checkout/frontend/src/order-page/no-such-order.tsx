import { useHead } from '@jogakbo/blocks';
import pieces from '../pieces/pieces.module.css';
import css from './order-page.module.css';

/** There is no such order, or it is not for this visitor: the two are not told apart. */
export function NoSuchOrder() {
  useHead({ title: 'No such order · Jogakbo', description: 'There is no such order here.', status: 404 });
  return (
    <div className={`c_OrderPage ${pieces.stitched}`} data-boundary="checkout">
      <div className={css.none}>
        <h1 className={css.title}>There is no such order here</h1>
        <p className={css.status}>
          An order is shown in the browser that it was placed with. Elsewhere it opens by its whole link, with the key at its end.
        </p>
        <ul className={css.ways}>
          <li>
            <a href="/orders">Your orders</a>
          </li>
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
