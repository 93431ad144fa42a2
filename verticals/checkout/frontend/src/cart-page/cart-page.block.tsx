import { useRef, useState } from 'react';
import { block, Slot, useHead, useQuery } from '@jogakbo/blocks';
import { GetCart } from '@jogakbo/checkout-contract';
import { EmptyCart } from '../cart/empty-cart.tsx';
import { LeftOut } from '../cart/left-out.tsx';
import { FullCart } from './full-cart.tsx';
import css from './cart-page.module.css';

/** What the visitor has put into the basket. Its heading stays, so that the keyboard has a place when a line goes. */
function CartPage() {
  const cart = useQuery(GetCart, {});
  const [removed, setRemoved] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const isEmpty = cart.lines.length === 0;
  useHead({ title: 'Your basket · Jogakbo', description: 'What you have put into your basket, at today’s prices.' });
  const onRemoved = (name: string) => {
    setRemoved(name);
    heading.current?.focus();
  };
  return (
    <div className={`c_CartPage ${css.page}`} data-boundary="checkout">
      <div className={css.top}>
        <h1 ref={heading} tabIndex={-1} className={css.title}>
          {isEmpty ? 'Your basket is empty' : 'Your basket'}
        </h1>
        <output className={css.removed}>{removed && `${removed} was removed.`}</output>
      </div>
      <LeftOut skus={cart.leftOut} onRemoved={onRemoved} />
      {isEmpty ? <EmptyCart /> : <FullCart cart={cart} onRemoved={onRemoved} />}
      <Slot block="inspire/recommendations" props={{ on: 'skus', skus: cart.lines.map(({ sku }) => sku) }} className={css.more} />
    </div>
  );
}

export default block('checkout/cart-page', { props: {}, render: CartPage });
