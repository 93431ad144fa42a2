import type { ReactNode } from 'react';
import { formatAmount } from '@jogakbo/contract';
import type { Cart } from '@jogakbo/checkout-contract';
import { LineItem } from '../cart/line-item.tsx';
import pieces from '../pieces/pieces.module.css';
import css from './bill.module.css';

interface BillProps {
  readonly title: string;
  /** The stable class of the block that shows it. */
  readonly hook: string;
  readonly of: Pick<Cart, 'lines' | 'total' | 'currency'>;
  readonly children: ReactNode;
}

/** All that is ordered, what it comes to, and what there is to be said about that. */
export function Bill({ title, hook, of: { lines, total, currency }, children }: BillProps) {
  return (
    <section className={`${hook}__bill ${pieces.stitched}`} aria-labelledby="c_ordered">
      <div className={css.inside}>
        <h2 id="c_ordered" className={css.title}>
          {title}
        </h2>
        <ul>
          {lines.map((line) => (
            <LineItem key={line.sku} line={line} currency={currency} />
          ))}
        </ul>
        <p className={`${hook}__total ${css.total}`}>
          Total: <span className={css.amount}>{formatAmount(total, currency)}</span>
        </p>
        {children}
      </div>
    </section>
  );
}
