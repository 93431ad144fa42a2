import type { Order, OrderStep } from '@jogakbo/checkout-contract';
import { Instant } from '../order/instant.tsx';
import pieces from '../pieces/pieces.module.css';
import css from './timeline.module.css';

const meanings: Record<OrderStep, string> = {
  placed: 'We have your order.',
  'stock reserved': 'All pieces are kept for you.',
  'confirmation requested': 'Your bank wants to hear from you.',
  'payment authorized': 'Your payment is promised.',
  confirmed: 'The pieces are yours, and paid.',
  'ready for pickup': 'It lies in its store for you.',
  'handed over': 'You have picked it up.',
  'return requested': 'You want to give it back.',
  rejected: 'It was not to be had.',
  'cancellation requested': 'It is to go no further.',
  'cancellation refused': 'It was too late for that.',
  'return refused': 'It stays with you.',
  'stock given back': 'The pieces can be sold to others.',
  'payment voided': 'Nothing is kept of your money.',
  'money given back': 'Your money is with you again.',
  cancelled: 'All of it has gone back.',
  returned: 'Your money is with you again, and the order is closed.',
  refunded: 'You keep it all the same.',
};

/** What has happened to an order, the newest last. */
export function Timeline({ steps }: Pick<Order, 'steps'>) {
  return (
    <section className={pieces.stitched} aria-labelledby="c_steps">
      <h2 id="c_steps" className={css.title}>
        What has happened
      </h2>
      <ol className={css.steps}>
        {steps.map(({ step, at }, index) => (
          <li key={`${index} ${step}`} className={`c_OrderPage__step ${css.step}`} data-step={step}>
            <strong className={css.name}>{step}</strong>
            <span className={css.meaning}>{meanings[step]}</span>
            <Instant at={at} className={css.at} />
          </li>
        ))}
      </ol>
    </section>
  );
}
