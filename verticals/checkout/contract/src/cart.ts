import { contract } from '@jogakbo/contract';

export const checkout = contract('checkout');

/** `SKU_QUANTITY|SKU_QUANTITY`, in the order in which the variants were added. */
export const CartCookie = checkout.cookie('c_cart', 'What a visitor has put into the cart.', { keptFor: '90 days' });
