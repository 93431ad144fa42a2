import type { Key } from '@jogakbo/contract';
import { useCommand } from '@jogakbo/blocks';
import { type OrderId, RequestReturn } from '@jogakbo/delivery-contract';
import css from './tracking.module.css';

interface ReturnFormProps {
  readonly orderId: OrderId;
  readonly orderKey: Key;
  readonly onRequested: () => void;
}

/** Asks to give back what was handed over. */
export function ReturnForm({ orderId, orderKey, onRequested }: ReturnFormProps) {
  const request = useCommand(RequestReturn);
  const submit = async () => {
    if (request.pending || (await request({ orderId, key: orderKey })) === undefined) return;
    onRequested();
  };
  return (
    <form
      className={`v_Tracking__return ${css.form}`}
      action={RequestReturn.form!.path}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="key" value={orderKey} />
      <p>Not what you hoped for?</p>
      <button type="submit" className={css.button} aria-busy={request.pending}>
        Return it
      </button>
      {request.problem && (
        <p role="alert" className={css.refused}>
          That did not work. Please try again.
        </p>
      )}
    </form>
  );
}
