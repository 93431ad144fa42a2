import { Sku } from '@jogakbo/assortment-contract';
import { CartCookie, checkout, NextOrderCookie, VisitorCookie } from './cart.ts';

const then = '/checkout/cart';

export const AddToCart = checkout.command(
  'AddToCart',
  'One more of a variant goes into the visitor’s cart.',
  { sku: Sku },
  { cookies: [CartCookie, NextOrderCookie, VisitorCookie], form: { path: '/checkout/cart/add', then } },
);

export const RemoveFromCart = checkout.command(
  'RemoveFromCart',
  'All of a variant leave the visitor’s cart.',
  { sku: Sku },
  { cookies: [CartCookie, NextOrderCookie], form: { path: '/checkout/cart/remove', then } },
);
