import { useRef } from 'react';
import { block, useHead, useQuery } from '@jogakbo/blocks';
import { GetCheckout } from '@jogakbo/checkout-contract';
import { EmptyCart } from '../cart/empty-cart.tsx';
import { LeftOut } from '../cart/left-out.tsx';
import { Bill } from '../order/bill.tsx';
import { OrderForm } from './order-form.tsx';
import { usePlacing } from './use-placing.ts';
import css from './checkout-page.module.css';

/** The last look at what is ordered, and all that is still to be said. */
function CheckoutPage() {
  const checkout = useQuery(GetCheckout, {});
  const placing = usePlacing(checkout);
  const heading = useRef<HTMLHeadingElement>(null);
  useHead({ title: 'Checkout · Jogakbo', description: 'Who picks it up, where, and how it is paid for.' });
  const { cart } = placing.checkout;
  return (
    <div className={`c_Checkout ${css.page}`} data-boundary="checkout">
      <h1 ref={heading} tabIndex={-1} className={css.title}>
        Checkout
      </h1>
      <LeftOut skus={cart.leftOut} onRemoved={() => heading.current?.focus()} />
      {cart.lines.length === 0 ? (
        <>
          <p className={css.nothing}>Your basket is empty: there is nothing to order.</p>
          <EmptyCart />
        </>
      ) : (
        <div className={css.columns}>
          <div className={css.bill}>
            <Bill title="What you order" hook="c_Checkout" of={cart}>
              <p className={css.shipping}>free shipping</p>
              <a className={css.back} href="/checkout/cart">
                Back to your basket
              </a>
            </Bill>
          </div>
          <OrderForm placing={placing} />
        </div>
      )}
    </div>
  );
}

export default block('checkout/checkout-page', { props: {}, render: CheckoutPage });
