import type { ReactNode, SubmitEvent } from 'react';
import type { Key } from '@jogakbo/contract';
import { useCommand } from '@jogakbo/blocks';
import { ConfirmPayment, type OrderId } from '@jogakbo/payment-contract';
import css from './receipt.module.css';

/** Which payment is meant, and the key to it. */
export interface PaymentMeant {
  readonly orderId: OrderId;
  readonly orderKey: Key;
}

interface AnswerFormProps extends PaymentMeant {
  /** Hears of each answer whether it was passed on. */
  readonly onAnswer: (isPassedOn: boolean) => void;
  /** Its buttons: each is named `answer`, and its value is what it says. */
  readonly children: (isBusy: boolean) => ReactNode;
}

/** A form by which the customer says something to the provider; it can be posted without a script. */
export function AnswerForm({ orderId, orderKey, onAnswer, children }: AnswerFormProps) {
  const confirm = useCommand(ConfirmPayment);
  const submit = async (answer: 'confirm' | 'refuse') => {
    if (!confirm.pending) onAnswer((await confirm({ orderId, key: orderKey, answer })) !== undefined);
  };
  return (
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
      {children(confirm.pending)}
      {confirm.problem && (
        <p role="alert" className={css.trouble}>
          That did not work. Please try again.
        </p>
      )}
    </form>
  );
}

/** Which of its buttons was pressed. */
const answerOf = ({ nativeEvent }: SubmitEvent) =>
  (nativeEvent.submitter as HTMLButtonElement | null)?.value === 'confirm' ? 'confirm' : 'refuse';
