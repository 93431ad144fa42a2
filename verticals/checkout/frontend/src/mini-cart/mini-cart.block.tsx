import { block, useQuery } from '@jogakbo/blocks';
import { GetCart } from '@jogakbo/checkout-contract';
import { Basket } from '../cart/basket.tsx';
import css from './mini-cart.module.css';

const counted = (quantity: number) => (quantity === 1 ? '1 machine' : `${quantity} machines`);

/** How much is in the basket, and the way to it. */
function MiniCart() {
  const { quantity } = useQuery(GetCart, {});
  return (
    <div className="c_MiniCart" data-boundary="checkout">
      <a
        className={`c_MiniCart__button ${css.button}`}
        href="/checkout/cart"
        title="View Cart"
        aria-label={quantity > 0 ? `View Cart, ${counted(quantity)}` : 'View Cart'}
      >
        <Basket className={css.basket} />
        <span className={`c_MiniCart__quantity ${css.quantity}`}>{quantity > 0 && quantity}</span>
      </a>
    </div>
  );
}

export default block('checkout/mini-cart', { props: {}, render: MiniCart });
