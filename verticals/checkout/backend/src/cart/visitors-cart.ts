import { currentCall } from '@jogakbo/service';
import { CartCookie } from '@jogakbo/checkout-contract';
import { readCart, writeCart, type CartItems } from './cart-items.ts';

/** The cart of the visitor who waits for the present answer. */
export const visitorsCart = (): CartItems => readCart(currentCall()?.cookies?.get(CartCookie));

/** Lets the visitor go with this cart. */
export const keepCart = (cart: CartItems): void => currentCall()?.cookies?.set(CartCookie, writeCart(cart));
