import { Sku } from '@jogakbo/assortment-contract';
import { CartCookie, checkout, NextOrderCookie, VisitorCookie } from './cart.ts';

const then = '/checkout/cart';

export const AddToCart = checkout.command(
  'AddToCart',
  'Adds one piece of a variant to the visitor’s cart.',
  { sku: Sku },
  { cookies: [CartCookie, NextOrderCookie, VisitorCookie], form: { path: '/checkout/cart/add', then } },
);

export const RemoveFromCart = checkout.command(
  'RemoveFromCart',
  'Removes a variant from the visitor’s cart.',
  { sku: Sku },
  { cookies: [CartCookie, NextOrderCookie], form: { path: '/checkout/cart/remove', then } },
);
