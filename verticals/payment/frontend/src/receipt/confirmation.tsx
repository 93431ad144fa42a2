import { useState, type SubmitEvent } from 'react';
import type { Key } from '@jogakbo/contract';
import { useCommand } from '@jogakbo/blocks';
import { ConfirmPayment, type OrderId } from '@jogakbo/payment-contract';
import css from './receipt.module.css';

export interface ConfirmationProps {
  readonly orderId: OrderId;
  readonly orderKey: Key;
  readonly onAnswered: () => void;
}

/** The customer says whether a payment may go on. */
export function Confirmation({ orderId, orderKey, onAnswered }: ConfirmationProps) {
  const confirm = useCommand(ConfirmPayment);
  const [isAnswered, setAnswered] = useState(false);
  const submit = async (answer: 'confirm' | 'refuse') => {
    if (confirm.pending || (await confirm({ orderId, key: orderKey, answer })) === undefined) return;
    setAnswered(true);
    onAnswered();
  };
  return (
    <>
      <output className={css.noted}>{isAnswered && 'Thank you, we have passed it on.'}</output>
      {!isAnswered && (
        <form
          className={`p_Receipt__confirmation ${css.confirmation}`}
          action={ConfirmPayment.form!.path}
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(answerOf(event));
          }}
        >
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="key" value={orderKey} />
          <button type="submit" name="answer" value="confirm" className={css.confirm} aria-busy={confirm.pending}>
            Confirm payment
          </button>
          <button type="submit" name="answer" value="refuse" className={css.refuse} aria-busy={confirm.pending}>
            Refuse
          </button>
          {confirm.problem && (
            <p role="alert" className={css.trouble}>
              That did not work. Please try again.
            </p>
          )}
        </form>
      )}
    </>
  );
}

/** Which of the two buttons was pressed. */
const answerOf = ({ nativeEvent }: SubmitEvent) =>
  (nativeEvent.submitter as HTMLButtonElement | null)?.value === 'confirm' ? 'confirm' : 'refuse';
