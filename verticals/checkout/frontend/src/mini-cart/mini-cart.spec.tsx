// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { GetCart } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import miniCart from './mini-cart.block.tsx';

const cart = (quantity: number) =>
  told(GetCart, { lines: [], quantity, total: 0, currency: { code: 'XTS', symbol: 'Ø', digits: 0 }, leftOut: [] });
const quantityIn = (root: Element) => root.querySelector('.c_MiniCart__quantity')?.textContent;

it('leads to the basket', () => {
  const { root } = rendered(miniCart, {}, cart(0));
  const link = root.querySelector('.c_MiniCart[data-boundary="checkout"] .c_MiniCart__button');
  expect([link?.getAttribute('href'), link?.getAttribute('title')]).toEqual(['/checkout/cart', 'View Cart']);
});

it('says how much is in it, and nothing when nothing is', () => {
  const { root, page, change } = rendered(miniCart, {}, cart(0));
  expect(quantityIn(root)).toBe('');
  change(cart(3));
  expect(quantityIn(root)).toBe('3');
  expect(page.getByRole('link', { name: 'View Cart, 3 machines' })).toBeTruthy();
  change(cart(1));
  expect(page.getByRole('link', { name: 'View Cart, 1 machine' })).toBeTruthy();
});
