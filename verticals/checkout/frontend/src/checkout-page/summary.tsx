import { formatAmount } from '@jogakbo/contract';
import type { Cart } from '@jogakbo/checkout-contract';
import { LineItem } from '../cart/line-item.tsx';
import pieces from '../pieces/pieces.module.css';
import css from './summary.module.css';

/** What is ordered, and what it comes to. */
export function Summary({ cart: { lines, total, currency } }: { readonly cart: Cart }) {
  return (
    <section className={`c_Checkout__summary ${css.summary}`} aria-labelledby="c_ordered">
      <div className={pieces.stitched}>
        <div className={css.inside}>
          <h2 id="c_ordered" className={css.title}>
            What you order
          </h2>
          <ul>
            {lines.map((line) => (
              <LineItem key={line.sku} line={line} currency={currency} />
            ))}
          </ul>
          <p className={`c_Checkout__total ${css.total}`}>
            Total: <span className={css.amount}>{formatAmount(total, currency)}</span>
          </p>
          <p className={css.shipping}>free shipping</p>
          <a className={css.back} href="/checkout/cart">
            Back to your basket
          </a>
        </div>
      </div>
    </section>
  );
}
