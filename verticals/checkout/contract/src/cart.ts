import { contract } from '@jogakbo/contract';

export const checkout = contract('checkout');

/** `SKU_QUANTITY|SKU_QUANTITY`, in the order in which the variants were added. */
export const CartCookie = checkout.cookie('c_cart', 'What a visitor has put into the cart.', { keptFor: '90 days' });

/** Until the cart changes it stands for the order of what is in it: however often, and from wherever, that is sent. */
export const NextOrderCookie = checkout.cookie('c_next', 'The id of the order that will come of the cart.', { keptFor: '90 days' });

/** A key to all orders of one visitor, and to what each of them locks. */
export const VisitorCookie = checkout.cookie('c_visitor', 'The key to what a visitor has ordered.', {
  keptFor: '365 days',
  identifies: true,
});
