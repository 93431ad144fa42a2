import { Basket } from './basket.tsx';
import css from './empty-cart.module.css';
import pieces from '../pieces/pieces.module.css';

/** Nothing was chosen yet: the ways to something. */
export function EmptyCart() {
  return (
    <div className={`c_CartPage__empty ${pieces.stitched}`}>
      <div className={css.empty}>
        <Basket className={css.drawing} />
        <div className={css.words}>
          <p className={css.reason}>Whatever you put into it stays here for you, also when you come back another day.</p>
          <ul className={css.ways}>
            <li>
              <a className={pieces.act} href="/">
                Continue Shopping
              </a>
            </li>
            <li>
              <a href="/products">See all machines</a>
            </li>
            <li>
              <a href="/stores">Find a store</a>
            </li>
            <li>
              <a href="/orders">Your orders</a>
            </li>
          </ul>
        </div>
      </div>
    </div>
  );
}
