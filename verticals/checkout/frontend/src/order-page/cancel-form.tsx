import { useState } from 'react';
import { useCommand } from '@jogakbo/blocks';
import type { Key } from '@jogakbo/contract';
import { CancelOrder, type OrderId } from '@jogakbo/checkout-contract';
import { reasonSaid } from '../order/reason-said.ts';
import css from './cancel-form.module.css';

interface CancelFormProps {
  readonly orderId: OrderId;
  readonly orderKey: Key;
  readonly onCancelled: () => void;
}

/** Cancels the order, after a second thought. What has become of it is said by the order's status. */
export function CancelForm({ orderId, orderKey, onCancelled }: CancelFormProps) {
  const cancel = useCommand(CancelOrder);
  const [isHeard, setIsHeard] = useState(false);
  const submit = async () => {
    if (cancel.pending || (await cancel({ orderId, key: orderKey })) === undefined) return;
    setIsHeard(true);
    onCancelled();
  };
  if (isHeard) return <p className={css.heard}>We have heard you: this order is being cancelled.</p>;
  return (
    <details className={`c_OrderPage__cancel ${css.cancel}`}>
      <summary className={css.ask}>Cancel this order</summary>
      <form
        className={css.form}
        action={CancelOrder.form!.path}
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>Then nothing is handed over, and your money goes back to you. There is no way back from that.</p>
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="key" value={orderKey} />
        <button type="submit" className={css.button} aria-busy={cancel.pending}>
          Yes, cancel it
        </button>
        <p role="alert" className={css.refused}>
          {cancel.problem && (cancel.problem.detail ? reasonSaid(cancel.problem.detail) : 'That did not work. Please try again.')}
        </p>
      </form>
    </details>
  );
}
