import { useState } from 'react';
import { AnswerForm, type PaymentMeant } from './answer-form.tsx';
import css from './receipt.module.css';

interface ConfirmationProps extends PaymentMeant {
  readonly onAnswered: () => void;
}

/** The customer says whether a payment may go on. */
export function Confirmation({ onAnswered, ...payment }: ConfirmationProps) {
  const [isAnswered, setAnswered] = useState(false);
  const hear = (isPassedOn: boolean) => {
    setAnswered(isPassedOn);
    if (isPassedOn) onAnswered();
  };
  return (
    <>
      <output className={css.noted}>{isAnswered && 'Thank you, we have passed it on.'}</output>
      {!isAnswered && (
        <AnswerForm {...payment} onAnswer={hear}>
          {(isBusy) => (
            <>
              <button type="submit" name="answer" value="confirm" className={css.confirm} aria-busy={isBusy}>
                Confirm payment
              </button>
              <button type="submit" name="answer" value="refuse" className={css.refuse} aria-busy={isBusy}>
                Refuse
              </button>
            </>
          )}
        </AnswerForm>
      )}
    </>
  );
}
