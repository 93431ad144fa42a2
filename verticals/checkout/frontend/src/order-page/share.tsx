import type { Key } from '@jogakbo/contract';
import type { OrderId } from '@jogakbo/checkout-contract';
import css from './share.module.css';

interface ShareProps {
  readonly orderId: OrderId;
  readonly orderKey: Key;
  readonly mayCancel: boolean;
}

/** The link by which somebody else sees this order. */
export function Share({ orderId, orderKey, mayCancel }: ShareProps) {
  return (
    <section className={`c_OrderPage__share ${css.share}`} aria-labelledby="c_share">
      <h2 id="c_share" className={css.title}>
        Show it to somebody
      </h2>
      <p>
        <a href={`/orders/${orderId}?key=${orderKey}`}>A link to this order</a>
      </p>
      <p className={css.warning}>Copy it for somebody you trust: whoever has it can see this order{mayCancel && ', and cancel it'}.</p>
    </section>
  );
}
