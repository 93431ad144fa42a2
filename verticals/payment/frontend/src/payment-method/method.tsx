import { useId } from 'react';
import type { PaymentMethod } from '@jogakbo/payment-contract';
import css from './payment-method.module.css';

interface MethodProps {
  readonly method: PaymentMethod;
  readonly isFirst: boolean;
}

/** One way to pay: all of its piece can be pressed. */
export function Method({ method: { methodId, name, hint }, isFirst }: MethodProps) {
  const id = useId();
  const [named, hinted] = [`${id}name`, `${id}hint`];
  return (
    <label className={`p_PaymentMethod__method ${css.method}`}>
      <input
        type="radio"
        name="paymentMethodId"
        value={methodId}
        defaultChecked={isFirst}
        required
        className={css.radio}
        aria-labelledby={named}
        aria-describedby={hinted}
      />
      <span id={named} className={css.name}>
        {name}
      </span>
      <span id={hinted} className={css.hint}>
        {hint}
      </span>
    </label>
  );
}
