import { useRef, useState } from 'react';
import { Key } from '@jogakbo/contract';
import { block, useQuery } from '@jogakbo/blocks';
import { GetTracking, OrderId, type Tracking } from '@jogakbo/delivery-contract';
import { ReturnForm } from './return-form.tsx';
import { Timeline } from './timeline.tsx';
import { sentenceFor } from './words.ts';
import css from './tracking.module.css';

interface TrackingProps {
  readonly orderId: OrderId;
  /** Opens the order to who has it; without it only staff sees something here. */
  readonly key?: Key | undefined;
}

/** Where the parcel of an order is. Its heading stays, so that the keyboard has a place when the form goes. */
function OrderTracking({ orderId, key }: TrackingProps) {
  const tracking = useQuery(GetTracking, { orderId, ...(key !== undefined && { key }) });
  const [isRequested, setRequested] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const onRequested = () => {
    setRequested(true);
    heading.current?.focus();
  };
  return (
    <section className={`v_Tracking ${css.piece}`} data-boundary="delivery" data-status={tracking?.status} aria-label="Your parcel">
      <h2 ref={heading} tabIndex={-1} className={css.title}>
        Your parcel
      </h2>
      <p className={`v_Tracking__status ${css.status}`} aria-live="polite">
        {tracking
          ? sentenceFor(tracking)
          : 'There is no parcel yet. As soon as your order is confirmed, we pack it, and you can follow it here.'}
      </p>
      <output className={css.noted}>{isRequested && 'Thank you, we have noted that you give it back.'}</output>
      {tracking && <Place tracking={tracking} />}
      {tracking && <Timeline tracking={tracking} />}
      {tracking?.status === 'handed over' && key !== undefined && <ReturnForm orderId={orderId} orderKey={key} onRequested={onRequested} />}
    </section>
  );
}

/** Which store it has to do with, and why it was the customer's again. */
function Place({ tracking: { store, reason } }: { readonly tracking: Tracking }) {
  return (
    <>
      {reason !== undefined && (
        <p className={`v_Tracking__reason ${css.reason}`}>
          Your money could not go back, so the parcel is yours again. We were told: {reason}
        </p>
      )}
      {store && (
        <address className={`v_Tracking__store ${css.store}`}>
          <strong>{store.name}</strong>
          <br />
          {`\n${store.street}`}
          <br />
          {`\n${store.city}`}
        </address>
      )}
    </>
  );
}

export default block('delivery/tracking', { props: { orderId: OrderId, key: Key.optional() }, render: OrderTracking });
