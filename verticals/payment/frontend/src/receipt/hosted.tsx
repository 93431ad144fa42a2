import { useState } from 'react';
import { AnswerForm, type PaymentMeant } from './answer-form.tsx';
import css from './receipt.module.css';

interface HostedProps extends PaymentMeant {
  readonly confirmAt: string;
}

/** The customer pays at the provider's own page; who comes back before the provider has told us says so. */
export function Hosted({ confirmAt, ...payment }: HostedProps) {
  const [isAsked, setAsked] = useState(false);
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
