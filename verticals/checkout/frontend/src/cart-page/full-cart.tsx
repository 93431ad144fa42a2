import { formatAmount } from '@jogakbo/contract';
import type { Cart } from '@jogakbo/checkout-contract';
import { LineItem } from '../cart/line-item.tsx';
import css from './full-cart.module.css';
import pieces from '../pieces/pieces.module.css';

interface FullCartProps {
  readonly cart: Cart;
  readonly onRemoved: (name: string) => void;
}

/** All lines, and what they come to. */
export function FullCart({ cart: { lines, total, currency }, onRemoved }: FullCartProps) {
  return (
    <div className={css.cart}>
      <ul className={`c_CartPage__lineItems ${css.lines}`}>
        {lines.map((line) => (
          <LineItem key={line.sku} line={line} currency={currency} onRemoved={onRemoved} />
        ))}
      </ul>
      <div className={css.beside}>
        <div className={pieces.stitched}>
          <div className={css.sum}>
            <p className={`c_CartPage__total ${css.total}`}>
              Total: <span className={css.amount}>{formatAmount(total, currency)}</span>
            </p>
            <p className={css.shipping}>free shipping</p>
            <a className={pieces.act} href="/checkout/checkout">
              Checkout
            </a>
            <a className={pieces.on} href="/">
              Continue Shopping
            </a>
            <a className={css.orders} href="/orders">
              Your orders
            </a>
          </div>
        </div>
      </div>
    </div>
  );
}
