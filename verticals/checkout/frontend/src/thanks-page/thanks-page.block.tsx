import { block, useHead, useQuery } from '@jogakbo/blocks';
import { GetLatestOrder } from '@jogakbo/checkout-contract';
import pieces from '../pieces/pieces.module.css';
import { Confetti } from './confetti.tsx';
import { Ribbon } from './ribbon.tsx';
import css from './thanks-page.module.css';

/** What comes after an order: thanks, and the way to what becomes of it. */
function ThanksPage() {
  const latest = useQuery(GetLatestOrder, {});
  useHead({ title: 'Thanks for your order! · Jogakbo', description: 'Your order is on its way: see here how it goes.' });
  return (
    <div className={`c_Thanks ${css.page} ${pieces.stitched}`} data-boundary="checkout">
      <div className={css.inside}>
        <Ribbon className={css.ribbon} />
        <h1 className={css.title}>Thanks for your order!</h1>
        <p className={css.words}>
          {latest
            ? 'We are getting everything together. Follow it, and you see every step as it happens.'
            : 'This browser remembers no order of the last day. All that you have ordered here stands under your orders.'}
        </p>
        <ul className={css.ways}>
          {latest && (
            <li>
              <a className={pieces.act} href={`/orders/${latest.orderId}`}>
                Follow your order
              </a>
            </li>
          )}
          <li>
            <a className={pieces.on} href="/">
              Continue shopping
            </a>
          </li>
        </ul>
        <a className={css.orders} href="/orders">
          Your orders
        </a>
      </div>
      {latest && <Confetti />}
    </div>
  );
}

export default block('checkout/thanks-page', { props: {}, render: ThanksPage });
