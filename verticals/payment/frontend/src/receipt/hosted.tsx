import { useEffect, useState } from 'react';
import { useCommand } from '@jogakbo/blocks';
import { ConfirmPayment } from '@jogakbo/payment-contract';
import { AnswerForm, type PaymentMeant } from './answer-form.tsx';
import css from './receipt.module.css';

interface HostedProps extends PaymentMeant {
  readonly confirmAt: string;
}

/**
 * The customer pays at the provider's own page. Whoever comes back before the provider has told us is asked about at once, and again
 * whenever they say that they have paid.
 */
export function Hosted({ confirmAt, ...payment }: HostedProps) {
  const [isAsked, setAsked] = useState(false);
  const { orderId, orderKey } = payment;
  const ask = useCommand(ConfirmPayment);
  useEffect(() => {
    void ask({ orderId, key: orderKey, answer: 'confirm' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each payment that is shown: what comes of it comes as an event
  }, [orderId, orderKey]);
  return (
    <>
      <AnswerForm {...payment} onAnswer={setAsked}>
        {(isBusy) => (
          <>
            <a href={confirmAt} rel="noreferrer" className={`p_Receipt__pay ${css.pay}`}>
              Pay at Stripe
            </a>
            <button type="submit" name="answer" value="confirm" className={css.refuse} aria-busy={isBusy}>
              I have paid
            </button>
          </>
        )}
      </AnswerForm>
      <output className={css.noted}>{isAsked && 'We have asked Stripe. As soon as it knows of your payment, you see it here.'}</output>
    </>
  );
}
