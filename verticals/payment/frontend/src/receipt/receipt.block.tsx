import { useRef } from 'react';
import { block, useQuery } from '@jogakbo/blocks';
import { formatAmount, Key } from '@jogakbo/contract';
import { GetReceipt, OrderId, type Receipt } from '@jogakbo/payment-contract';
import { Confirmation } from './confirmation.tsx';
import { Entries } from './entries.tsx';
import { Hosted } from './hosted.tsx';
import { nowWords } from './words.ts';
import css from './receipt.module.css';

interface ReceiptProps {
  readonly orderId: OrderId;
  /** Opens the order to whoever has it; without it only staff sees something here. */
  readonly key?: Key | undefined;
}

/** How an order is paid for. Its heading stays, so that the keyboard has a place when the buttons go. */
function OrderReceipt({ orderId, key }: ReceiptProps) {
  const receipt = useQuery(GetReceipt, { orderId, ...(key !== undefined && { key }) });
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className={`p_Receipt ${css.piece}`} data-boundary="payment" data-status={receipt?.status} aria-label="Your payment">
      <h2 ref={heading} tabIndex={-1} className={css.title}>
        Your payment
      </h2>
      {receipt && <Sum receipt={receipt} />}
      <p className={`p_Receipt__status ${css.status}`} aria-live="polite">
        {receipt ? nowWords(receipt.status) : 'Nothing has been asked for yet. As soon as it is, you see it here.'}
      </p>
      {receipt?.reason !== undefined && <Reason receipt={receipt} />}
      {receipt?.status === 'to be confirmed' && key !== undefined && (
        <Asked receipt={receipt} orderKey={key} onAnswered={() => heading.current?.focus()} />
      )}
      {receipt && <Entries entries={receipt.entries} />}
    </section>
  );
}

interface AskedProps {
  readonly receipt: Receipt;
  readonly orderKey: Key;
  readonly onAnswered: () => void;
}

/** What the customer is asked for: to pay elsewhere, or to say here that it may go on. */
const Asked = ({ receipt: { orderId, confirmAt }, orderKey, onAnswered }: AskedProps) =>
  confirmAt === undefined ? (
    <Confirmation key={orderId} orderId={orderId} orderKey={orderKey} onAnswered={onAnswered} />
  ) : (
    <Hosted key={orderId} orderId={orderId} orderKey={orderKey} confirmAt={confirmAt} />
  );

/** What is paid, and with what. */
const Sum = ({ receipt: { amount, currency, method } }: { readonly receipt: Receipt }) => (
  <p className={css.sum}>
    <span className={`p_Receipt__amount ${css.amount}`}>{formatAmount(amount, currency)}</span>
    <span className={`p_Receipt__method ${css.method}`}>{method}</span>
  </p>
);

const Reason = ({ receipt: { status, reason } }: { readonly receipt: Receipt }) => (
  <p className={`p_Receipt__reason ${css.reason}`}>
    {status === 'captured' ? 'It could not be given back. ' : ''}We were told: {reason}
  </p>
);

export default block('payment/receipt', { props: { orderId: OrderId, key: Key.optional() }, render: OrderReceipt });
