import { currentCall, newTimeOrderedId } from '@jogakbo/vertical';
import { CartCookie, NextOrderCookie, OrderId } from '@jogakbo/checkout-contract';
import { readCart, writeCart, type CartItems } from './cart-items.ts';

/** The cart of the visitor who waits for the present answer. */
export const visitorsCart = (): CartItems => readCart(currentCall()?.cookies?.get(CartCookie));

/** Lets the visitor go with this cart, of which another order will come than of the one before. */
export function keepCart(cart: CartItems): void {
  const cookies = currentCall()?.cookies;
  cookies?.set(CartCookie, writeCart(cart));
  cookies?.set(NextOrderCookie, cart.size === 0 ? '' : newTimeOrderedId());
}

/** The id that the order of the visitor's cart will have; one that no cart has kept is a new one each time. */
export const nextOrder = (): OrderId =>
  OrderId.safeParse(currentCall()?.cookies?.get(NextOrderCookie)).data ?? OrderId.parse(newTimeOrderedId());
