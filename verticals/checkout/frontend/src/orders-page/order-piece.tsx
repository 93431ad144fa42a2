import { formatAmount } from '@jogakbo/contract';
import type { OrderSummary } from '@jogakbo/checkout-contract';
import { Instant } from '../order/instant.tsx';
import pieces from '../pieces/pieces.module.css';
import css from './order-piece.module.css';

const counted = (quantity: number) => (quantity === 1 ? '1 machine' : `${quantity} machines`);

/** One order, at a glance, and the way to all of it. */
export function OrderPiece({ order }: { readonly order: OrderSummary }) {
  const { orderId, placedAt, status, step, names, quantity, total, currency } = order;
  return (
    <li className={`c_OrdersPage__order ${pieces.stitched} ${css.order}`}>
      <a className={`c_OrdersPage__link ${css.link}`} href={`/orders/${orderId}`}>
        {names.join(', ')}
      </a>
      <p className={css.when}>
        <Instant at={placedAt} />, {counted(quantity)}
      </p>
      <p className={css.standing}>
        <span className={`c_OrdersPage__status ${css.status} ${css[status]}`}>{status}</span>
        {step !== status && <span className={css.step}>{step}</span>}
      </p>
      <p className={`c_OrdersPage__total ${css.total}`}>{formatAmount(total, currency)}</p>
    </li>
  );
}
