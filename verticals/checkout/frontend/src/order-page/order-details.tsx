import { useRef } from 'react';
import { Slot, useHead } from '@jogakbo/blocks';
import type { Key } from '@jogakbo/contract';
import type { Order } from '@jogakbo/checkout-contract';
import pieces from '../pieces/pieces.module.css';
import { Bill } from '../order/bill.tsx';
import { CancelForm } from './cancel-form.tsx';
import { pickupOf } from './pickup-of.ts';
import { Share } from './share.tsx';
import { statusOf } from './status-of.ts';
import { Timeline } from './timeline.tsx';
import css from './order-page.module.css';

interface OrderDetailsProps {
  readonly order: Order;
  /** The key that the visitor came with. */
  readonly givenKey: Key | undefined;
}

/** How an order stands, with what payment and delivery say about it. */
export function OrderDetails({ order, givenKey }: OrderDetailsProps) {
  useHead({ title: 'Your order · Jogakbo', description: 'How your order stands, as it happens.' });
  const heading = useRef<HTMLHeadingElement>(null);
  const key = order.key ?? givenKey;
  const { orderId } = order;
  // After a no the customer may ask again.
  const timesRefused = order.steps.filter(({ step }) => step === 'cancellation refused').length;
  const about = { orderId, ...(key && { key }) };
  return (
    <div className={`c_OrderPage ${css.page}`} data-boundary="checkout">
      <div className={css.top}>
        <h1 ref={heading} tabIndex={-1} className={css.title}>
          Your order
        </h1>
        <p className={css.number}>{orderId}</p>
      </div>
      <div className={pieces.stitched}>
        <p className={`c_OrderPage__status ${css.status}`} aria-live="polite" data-status={order.status}>
          {statusOf(order)}
        </p>
      </div>
      <div className={css.columns}>
        <div className={css.column}>
          <Timeline steps={order.steps} />
          <Slot block="delivery/tracking" props={about} className={order.status === 'confirmed' ? css.parcel : css.payment} />
          <Slot block="payment/receipt" props={about} className={css.payment} />
        </div>
        <div className={css.column}>
          <Bill title="What you have ordered" hook="c_OrderPage" of={order}>
            <p className="c_OrderPage__customer">{pickupOf(order)}</p>
            {order.pricesAreUnchecked && (
              <p className={`c_OrderPage__unchecked ${css.unchecked}`}>
                The catalogue was briefly unavailable when you ordered, so you pay the prices that you saw.
              </p>
            )}
          </Bill>
          {order.mayCancel && key && (
            <CancelForm key={timesRefused} orderId={orderId} orderKey={key} onCancelled={() => heading.current?.focus()} />
          )}
          {order.key && <Share orderId={orderId} orderKey={order.key} mayCancel={order.mayCancel} />}
          <a className={css.all} href="/orders">
            All your orders
          </a>
        </div>
      </div>
    </div>
  );
}
