import { useState } from 'react';
import { useCommand } from '@jogakbo/blocks';
import { ConfirmPayment } from '@jogakbo/payment-contract';
import type { ConfirmationProps } from './confirmation.tsx';
import css from './receipt.module.css';

interface HostedProps extends Omit<ConfirmationProps, 'onAnswered'> {
  readonly confirmAt: string;
}

/** The customer pays at the provider's own page; who comes back before the provider has told us says so. */
export function Hosted({ orderId, orderKey, confirmAt }: HostedProps) {
  const confirm = useCommand(ConfirmPayment);
  const [isAsked, setAsked] = useState(false);
  const ask = async () => {
    setAsked(false);
    if (!confirm.pending && (await confirm({ orderId, key: orderKey, answer: 'confirm' })) !== undefined) setAsked(true);
  };
  return (
    <>
      <form
        className={`p_Receipt__confirmation ${css.confirmation}`}
        action={ConfirmPayment.form!.path}
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <a href={confirmAt} rel="noreferrer" className={`p_Receipt__pay ${css.pay}`}>
          Pay at Stripe
        </a>
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="key" value={orderKey} />
        <button type="submit" name="answer" value="confirm" className={css.refuse} aria-busy={confirm.pending}>
          I have paid
        </button>
        {confirm.problem && (
          <p role="alert" className={css.trouble}>
            That did not work. Please try again.
          </p>
        )}
      </form>
      <output className={css.noted}>{isAsked && 'We have asked Stripe. As soon as it knows of your payment, you see it here.'}</output>
    </>
  );
}
