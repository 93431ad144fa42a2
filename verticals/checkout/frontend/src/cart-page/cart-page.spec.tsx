// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetCart, RemoveFromCart } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import cartPage from './cart-page.block.tsx';

const line = (sku: string, name: string, price: number, quantity: number) => ({
  ...{ sku, name, price, quantity },
  productId: 'P-1',
  color: '#2f6ea3',
  picture: `/pictures/${'0'.repeat(32)}.svg`,
  total: price * quantity,
});
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const lines = [line('P-1-BL', 'Plough Friend Sea Blue', 5700, 2), line('P-1-RD', 'Plough Friend Barn Red', 6200, 1)];
const full = { lines, quantity: 3, total: 17600, currency, leftOut: [] };
const empty = { lines: [], quantity: 0, total: 0, currency, leftOut: [] };
const shown = (view: object) => rendered(cartPage, {}, told(GetCart, view));
const texts = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((el) => el.textContent);
const recommendedFor = (root: Element) => root.querySelector('jogakbo-slot')?.getAttribute('data-props');

describe('a basket', () => {
  it('has a line for each variant, with what it comes to', () => {
    const { root } = shown(full);
    expect(texts(root, '.c_CartPage .c_LineItem__name')).toEqual(['Plough Friend Sea BlueP-1-BL', 'Plough Friend Barn RedP-1-RD']);
    expect(texts(root, '.c_LineItem__quantity > span')).toEqual(['2', '1']);
    expect(texts(root, '.c_LineItem__price')).toEqual(['11400 Ø', '6200 Ø']);
    expect(texts(root, '.c_CartPage__total')).toEqual(['Total: 17600 Ø']);
    expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('checkout');
  });
  it('leads back to each product, in its variant, and on', () => {
    const { root, page } = shown(full);
    expect(root.querySelector('.c_LineItem__name')?.getAttribute('href')).toBe('/product/P-1?sku=P-1-BL');
    const leadsTo = (name: string) => page.getByRole('link', { name }).getAttribute('href');
    expect(['Checkout', 'Continue Shopping', 'Your orders'].map(leadsTo)).toEqual(['/checkout/checkout', '/', '/orders']);
  });
  it('recommends what goes with all that is in it', () => {
    const { root, change } = shown(full);
    expect(recommendedFor(root)).toBe('{"on":"skus","skus":["P-1-BL","P-1-RD"]}');
    change(told(GetCart, empty));
    expect(recommendedFor(root)).toBe('{"on":"skus","skus":[]}');
  });
  it('says what is left out of it', () => {
    const { page } = shown({ ...full, leftOut: ['OLD-1'] });
    expect(page.getByText(/^OLD-1 is no longer on sale/)).toBeTruthy();
    expect(page.getByTitle('Remove OLD-1 from cart')).toBeTruthy();
  });
  it('that is empty helps on', () => {
    const { page, root } = shown(empty);
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Your basket is empty');
    expect(page.getByRole('link', { name: 'Continue Shopping' })).toBeTruthy();
    expect(page.getByRole('link', { name: 'Your orders' })).toBeTruthy();
    expect(page.queryByRole('link', { name: 'Checkout' })).toBeNull();
    expect(texts(root, '.c_CartPage__total')).toEqual([]);
  });
});

describe('a line', () => {
  const remove = (root: Element) => {
    const form = root.querySelector<HTMLFormElement>('.c_LineItem form')!;
    return act(async () => void fireEvent.submit(form));
  };

  it('is removed by a form that can be posted without a script', () => {
    const { root, page } = shown(full);
    const form = root.querySelector<HTMLFormElement>('.c_LineItem form')!;
    expect([form.getAttribute('action'), form.method]).toEqual(['/checkout/cart/remove', 'post']);
    expect(form.querySelector<HTMLInputElement>('[name="sku"]')!.value).toBe('P-1-BL');
    expect(page.getByTitle('Remove Plough Friend Sea Blue from cart')).toBeTruthy();
  });
  it('that is removed is told, to the page and in words, and leaves the keyboard at the heading', async () => {
    const { root, sent, page } = shown(full);
    const heard: Event[] = [];
    const listen = (event: Event) => heard.push(event);
    document.addEventListener('checkout:cart-updated', listen);
    await remove(root);
    document.removeEventListener('checkout:cart-updated', listen);
    expect(sent).toEqual([RemoveFromCart({ sku: 'P-1-BL' as never })]);
    expect(page.getByRole('status').textContent).toBe('Plough Friend Sea Blue was removed.');
    expect(document.activeElement).toBe(page.getByRole('heading', { level: 1 }));
    expect(heard).toHaveLength(1);
  });
});
