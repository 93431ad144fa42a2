// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { expect, it } from 'vitest';
import { AddToCart, GetOffers } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import addToCart from './add-to-cart.block.tsx';

const offers = {
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  variants: [
    { sku: 'P-1-BL', name: 'Sea Blue', price: 5700, available: 12 },
    { sku: 'P-1-RD', name: 'Barn Red', price: 6200, available: 7 },
  ],
};
const at = (sku = 'P-1-BL', view: object | null = offers) => rendered(addToCart, { productId: 'P-1', sku }, told(GetOffers, view));
const text = (root: Element, selector: string) => root.querySelector(selector)?.textContent;
const press = (root: Element) => act(async () => void fireEvent.submit(root.querySelector('form')!));

it('is a form that can be posted without a script', () => {
  const { root } = at();
  const form = root.querySelector<HTMLFormElement>('form.c_AddToCart[data-boundary="checkout"]')!;
  expect([form.getAttribute('action'), form.method]).toEqual(['/checkout/cart/add', 'post']);
  expect(form.querySelector<HTMLInputElement>('[name="sku"]')!.value).toBe('P-1-BL');
});

it('says what the chosen variant costs, and follows another without a question', () => {
  const { root, again, asked } = at();
  expect(text(root, '.c_AddToCart__information')).toBe('5700 Ø12 in stock, free shipping');
  again({ productId: 'P-1', sku: 'P-1-RD' });
  expect(text(root, '.c_AddToCart__information')).toContain('6200 Ø');
  expect(root.querySelector<HTMLInputElement>('[name="sku"]')!.value).toBe('P-1-RD');
  expect(asked).toHaveLength(1);
});

it('puts it into the basket, says so with the way there, and tells the page', async () => {
  const { root, sent, page } = at();
  const heard: Event[] = [];
  const listen = (event: Event) => heard.push(event);
  document.addEventListener('checkout:cart-updated', listen);
  expect(root.querySelector('.c_AddToCart__confirmed')).toBeNull();
  await press(root);
  document.removeEventListener('checkout:cart-updated', listen);
  expect(sent).toEqual([AddToCart({ sku: offers.variants[0]!.sku as never })]);
  expect(text(root, '.c_AddToCart__confirmed')).toContain('Sea Blue is in your basket');
  expect(page.getByRole('link', { name: 'View basket' }).getAttribute('href')).toBe('/checkout/cart');
  expect(heard).toHaveLength(1);
});

it('does not say of another variant that it was added', async () => {
  const { root, again } = at();
  await press(root);
  again({ productId: 'P-1', sku: 'P-1-RD' });
  expect(root.querySelector('.c_AddToCart__confirmed')).toBeNull();
});

it.each([
  ['a variant', 'P-1-XX', offers],
  ['a product', 'P-1-BL', null],
])('can not be pressed for %s that is not on sale', (_, sku, view) => {
  const { root } = at(sku, view);
  expect(text(root, '.c_AddToCart__information')).toBe('not on sale at the moment');
  expect(root.querySelector<HTMLButtonElement>('button')!.disabled).toBe(true);
});

it.each([
  [8, '8 in stock, free shipping', false],
  [3, 'only 3 left, free shipping', false],
  [0, 'out of stock', true],
  [undefined, 'We are checking how many there are. It can be bought as soon as we know.', true],
])('says that %s can be sold, and can not be pressed for what is sold out, or what nobody has counted', (available, state, isDisabled) => {
  const [blue] = offers.variants;
  const { root } = at('P-1-BL', { ...offers, variants: [{ ...blue, available }] });
  expect(text(root, '.c_AddToCart__information')).toBe(`5700 Ø${state}`);
  expect(root.querySelector<HTMLButtonElement>('button')!.disabled).toBe(isDisabled);
});

it('has its announcement there from the start: one that appears with its words is not heard', () => {
  expect(text(at().root, 'output')).toBe('');
});
