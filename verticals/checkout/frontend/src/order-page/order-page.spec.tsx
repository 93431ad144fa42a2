// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '@jogakbo/contract';
import { CancelOrder, GetOrder } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import orderPage from './order-page.block.tsx';

const key = 'k'.repeat(43);
const steps = [
  { step: 'placed', at: '2026-11-23T06:29:00.000Z' },
  { step: 'stock reserved', at: '2026-11-23T06:29:01.000Z' },
];
const line = {
  ...{ sku: 'P-1-BL', productId: 'P-1', name: 'Plough Friend Sea Blue', color: '#2f6ea3' },
  ...{ picture: `/pictures/${'0'.repeat(32)}.svg`, price: 5700, quantity: 2, total: 11400 },
};
const order = {
  ...{ orderId: 'o-1', key, status: 'placed', steps, mayCancel: true, lines: [line], total: 11400, storeId: 'store-a' },
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  customer: { firstName: 'Ada', lastName: 'Lovelace' },
};
const { key: _, ...keyless } = order;
const shown = (view: object | null = order, props: object = {}) => rendered(orderPage, { orderId: 'o-1', ...props }, told(GetOrder, view));
const texts = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((each) => each.textContent);
const propsOf = (root: Element) =>
  Object.fromEntries(
    [...root.querySelectorAll<HTMLElement>('jogakbo-slot')].map(({ dataset }) => [dataset.block, JSON.parse(dataset.props!)]),
  );
const cancelForm = (root: Element) => root.querySelector<HTMLFormElement>('.c_OrderPage__cancel form');
const cancel = (root: Element) => act(async () => void fireEvent.submit(cancelForm(root)!));

describe('an order', () => {
  it('says how it stands and what has happened, and follows', () => {
    const { root, page, head, change } = shown();
    expect([head().title, head().status]).toEqual(['Your order · Jogakbo', undefined]);
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Your order');
    const status = root.querySelector('.c_OrderPage__status[aria-live="polite"]')!;
    expect(status.textContent).toBe('We are getting everything together.');
    change(told(GetOrder, { ...order, status: 'confirmed', steps: [...steps, { step: 'confirmed', at: '2026-11-23T06:30:00.000Z' }] }));
    expect(root.querySelector('.c_OrderPage__status')).toBe(status);
    expect(status.textContent).toBe('It is yours, and paid. We are packing it.');
    expect(texts(root, '.c_OrderPage__step strong')).toEqual(['placed', 'stock reserved', 'confirmed']);
    expect(texts(root, '.c_OrderPage__step time').at(-1)).toBe('23 Nov 2026, 06:30 UTC');
    expect(root.querySelector('time')?.getAttribute('datetime')).toBe(steps[0]!.at);
  });
  it('says what was ordered, for how much, and who picks it up', () => {
    const { root } = shown();
    expect(texts(root, '.c_LineItem__name strong')).toEqual([line.name]);
    expect(texts(root, '.c_OrderPage__total')).toEqual(['Total: 11400 Ø']);
    expect(texts(root, '.c_OrderPage__customer')).toEqual(['Ada Lovelace picks it up.']);
  });
  it.each([
    ['confirmed', ['confirmed', 'ready for pickup'], 'Ada Lovelace picks it up.'],
    ['confirmed', ['confirmed', 'handed over'], 'Ada Lovelace picked it up.'],
    ['confirmed', ['confirmed', 'handed over', 'return requested'], 'Ada Lovelace picked it up.'],
    ['returned', ['confirmed', 'handed over', 'return requested', 'money given back'], 'Ada Lovelace picked it up.'],
    ['refunded', ['confirmed', 'handed over', 'money given back'], 'Ada Lovelace picked it up.'],
    ['rejected', ['rejected'], 'Ordered by Ada Lovelace.'],
    ['cancelled', ['confirmed', 'cancellation requested', 'cancelled'], 'Ordered by Ada Lovelace.'],
  ])('that is %s after %j says who has it or will have it', (status, taken, said) => {
    const more = taken.map((step) => ({ step, at: '2026-11-23T06:30:00.000Z' }));
    const { root } = shown({ ...order, status, steps: [...steps, ...more] });
    expect(texts(root, '.c_OrderPage__customer')).toEqual([said]);
  });
  it('says calmly that its customer is forgotten, and everything else as before', () => {
    const { root } = shown({ ...order, customer: null });
    expect(texts(root, '.c_OrderPage__customer')).toEqual([
      'Your name is no longer part of this order: we have deleted it, as we were asked to or as we do after a time.',
    ]);
    expect(texts(root, '.c_OrderPage__total')).toEqual(['Total: 11400 Ø']);
  });
  it('says when its prices could not be checked, and nothing of that otherwise', () => {
    expect(texts(shown({ ...order, pricesAreUnchecked: true }).root, '.c_OrderPage__unchecked')).toEqual([
      'The catalogue was briefly unavailable when you ordered, so you pay the prices that you saw.',
    ]);
    expect(texts(shown({ ...order, pricesAreUnchecked: false }).root, '.c_OrderPage__unchecked')).toEqual([]);
  });
  it('is told of by payment and delivery, who are given its key', () => {
    const about = { orderId: 'o-1', key };
    expect(propsOf(shown().root)).toEqual({ 'payment/receipt': about, 'delivery/tracking': about });
    expect(propsOf(shown(keyless).root)).toEqual({ 'payment/receipt': { orderId: 'o-1' }, 'delivery/tracking': { orderId: 'o-1' } });
    expect(propsOf(shown(keyless, { key }).root)['payment/receipt']).toEqual(about);
  });
  it('is asked for by the key in the address, unless that can be none', () => {
    expect(shown(order, { key }).asked).toEqual([GetOrder({ orderId: 'o-1', key } as never)]);
    expect(shown(order, { key: 'nonsense' }).asked).toEqual([GetOrder({ orderId: 'o-1' as never })]);
  });
  it('can be shown to somebody else by whoever may see all orders', () => {
    const linkIn = ({ root }: { root: Element }) => root.querySelector('.c_OrderPage__share a')?.getAttribute('href');
    expect(linkIn(shown())).toBe(`/orders/o-1?key=${key}`);
    expect(linkIn(shown(keyless, { key }))).toBeUndefined();
    const warning = (mayCancel: boolean) => texts(shown({ ...order, mayCancel }).root, '.c_OrderPage__share p').at(-1);
    expect(warning(true)).toMatch(/can see this order, and cancel it\.$/);
    expect(warning(false)).toMatch(/can see this order\.$/);
  });
});

describe('cancelling', () => {
  it('is a form that can be posted without a script, after a second thought', () => {
    const { root, page } = shown();
    const form = cancelForm(root)!;
    expect([form.getAttribute('action'), form.method]).toEqual(['/orders/cancel', 'post']);
    expect([...new FormData(form)]).toEqual([
      ['orderId', 'o-1'],
      ['key', key],
    ]);
    expect(page.getByText('Cancel this order').closest('details')?.open).toBe(false);
  });
  it('is heard, in words, and leaves the keyboard at the heading', async () => {
    const { root, page, sent } = shown();
    await cancel(root);
    expect(sent).toEqual([CancelOrder({ orderId: 'o-1', key } as never)]);
    expect(page.getByText('We have heard you: this order is being cancelled.')).toBeTruthy();
    expect(document.activeElement).toBe(page.getByRole('heading', { level: 1 }));
  });
  it('that is refused says why', async () => {
    const { root, page, refuse } = shown();
    refuse(problem('rejected', 'OrderHasEnded'));
    await cancel(root);
    expect(page.getByRole('alert').textContent).toBe('It has ended already.');
  });
  it('can be asked for again after a no', async () => {
    const { root, change } = shown({ ...order, status: 'confirmed' });
    await cancel(root);
    change(told(GetOrder, { ...order, status: 'confirmed', steps: [...steps, { step: 'cancellation refused', at: steps[0]!.at }] }));
    expect(cancelForm(root)).not.toBeNull();
  });
  it.each([
    ['an order that may not be', { ...order, mayCancel: false }],
    ['somebody without its key', keyless],
  ])('is not offered for %s', (_name, view) => expect(cancelForm(shown(view).root)).toBeNull());
});

it('an order that is not there, or not for this visitor, is a page that helps, with status 404', () => {
  const { page, head } = shown(null);
  expect(head()).toMatchObject({ status: 404, title: 'No such order · Jogakbo' });
  expect(page.getByRole('heading', { level: 1 }).textContent).toBe('There is no such order here');
  expect(page.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/orders', '/products', '/']);
});
