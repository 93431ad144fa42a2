// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetTracking, type ParcelStatus, RequestReturn } from '@jogakbo/delivery-contract';
import { rendered, told } from '@jogakbo/testing';
import tracking from './tracking.block.tsx';

const orderId = 'order-7';
const key = 'k'.repeat(43);
const store = { storeId: 'old-mill', name: 'Old Mill', street: 'Brook 1', city: 'Weir' };
const at = (nth: number) => `2026-09-0${nth + 1}T08:05:00.000Z`;
/** A parcel that all of this has happened to, in this order. */
const after = (statuses: ParcelStatus[], rest: object = {}) => ({
  ...{ orderId, store, status: statuses.at(-1), entries: statuses.map((status, nth) => ({ status, at: at(nth) })) },
  ...rest,
});
const toCustomer: ParcelStatus[] = ['requested', 'packed', 'expected', 'ready', 'handed over'];
const shown = (view: object | null, props: object = { orderId, key }) => rendered(tracking, { ...props }, told(GetTracking, view));
const texts = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((el) => el.textContent);
const says = (root: Element) => root.querySelector('.v_Tracking__status[aria-live="polite"]')?.textContent;
const form = (root: Element) => root.querySelector<HTMLFormElement>('form.v_Tracking__return');

describe('The tracking of an order', () => {
  it('is asked for with its key', () => {
    const { asked, root } = shown(null);
    expect(asked).toEqual([GetTracking({ orderId, key } as never)]);
    expect(root.firstElementChild?.matches('.v_Tracking[data-boundary="delivery"]')).toBe(true);
  });
  it('is calm while there is no parcel yet', () => {
    const { root } = shown(null);
    expect(says(root)).toContain('There is no parcel yet');
    expect(root.querySelector('ol, address, form')).toBeNull();
  });

  it.each<[string, ParcelStatus[], string]>([
    ['asked for', ['requested'], 'We are about to pack it.'],
    ['packed', ['requested', 'packed'], 'It is packed. Next, Old Mill finds a place for it.'],
    ['expected before it is packed', ['requested', 'expected'], 'There is a place for it at Old Mill. We are about to pack it.'],
    ['expected, then packed', ['requested', 'expected', 'packed'], 'It is on its way to Old Mill.'],
    ['packed, then expected', ['requested', 'packed', 'expected'], 'It is on its way to Old Mill.'],
    ['ready', ['requested', 'packed', 'expected', 'ready'], 'It waits for you at Old Mill.'],
    ['handed over', toCustomer, 'You have it. We wish you much joy with it.'],
    ['to be returned', [...toCustomer, 'return requested'], 'Bring it to Old Mill. Your money goes back as soon as it is there.'],
    ['stopped', ['requested', 'stopped'], 'It stays with us, and your money goes back.'],
    ['taken back', [...toCustomer, 'return requested', 'taken back'], 'It is back with us, and your money goes back.'],
  ])('says of one that is %s where it is', (_, statuses, sentence) => expect(says(shown(after(statuses)).root)).toBe(sentence));

  it('lists what has happened with its time, the same in every place of the world, and what is still to come', () => {
    const { root } = shown(after(['requested', 'packed']));
    expect(texts(root, '.v_Tracking__entry')).toEqual(['On the packing list 1 Sep, 08:05 UTC', 'Packed 2 Sep, 08:05 UTC']);
    expect([...root.querySelectorAll('time')].map(({ dateTime }) => dateTime)).toEqual([at(0), at(1)]);
    expect(root.querySelector('[aria-current="step"]')?.textContent).toContain('Packed');
    expect(texts(root, '.v_Tracking__ahead')).toEqual([
      'A place kept in the store still to come',
      'Ready for pickup still to come',
      'Handed over to you still to come',
    ]);
  });
  it.each<[string, ParcelStatus[]]>([
    ['with its customer', toCustomer],
    ['stopped', ['requested', 'stopped']],
    ['on its way back', [...toCustomer, 'return requested']],
  ])('has nothing ahead of one that is %s', (_, statuses) => expect(texts(shown(after(statuses)).root, '.v_Tracking__ahead')).toEqual([]));
  it('says where its store is, line by line', () => {
    expect(texts(shown(after(['requested'])).root, 'address.v_Tracking__store')).toEqual(['Old Mill\nBrook 1\nWeir']);
    const { root } = shown(after(['ready'], { store: undefined }));
    expect([says(root), root.querySelector('address')]).toEqual(['It waits for you at your store.', null]);
  });
  it('says why the parcel is the customer’s again', () => {
    const { root } = shown(after([...toCustomer, 'return requested', 'taken back', 'handed over'], { reason: 'The card has expired.' }));
    expect(texts(root, '.v_Tracking__reason')).toEqual([
      'Your money could not go back, so the parcel is yours again. We were told: The card has expired.',
    ]);
    expect(form(root)).not.toBeNull();
  });
});

describe('A return', () => {
  const ask = (root: Element) => act(async () => void fireEvent.submit(form(root)!));

  it('is asked for by a form that can be posted without a script', () => {
    const { root, page } = shown(after(toCustomer));
    expect([form(root)!.getAttribute('action'), form(root)!.method]).toEqual(['/delivery/return', 'post']);
    expect(Object.fromEntries(new FormData(form(root)!))).toEqual({ orderId, key });
    expect(page.getByRole('button', { name: 'Return it' })).toBeTruthy();
  });
  it.each<[string, ParcelStatus[]]>([
    ['before the parcel is handed over', ['requested', 'packed', 'expected', 'ready']],
    ['twice', [...toCustomer, 'return requested']],
  ])('is not asked for %s', (_, statuses) => expect(form(shown(after(statuses)).root)).toBeNull());
  it('is not asked for without the key', () => expect(form(shown(after(toCustomer), { orderId }).root)).toBeNull());

  it('that is asked for is confirmed, says what to do next, and leaves the keyboard at the heading', async () => {
    const { root, sent, page, change } = shown(after(toCustomer));
    expect(page.getByRole('status').textContent).toBe('');
    await ask(root);
    expect(sent).toEqual([RequestReturn({ orderId, key } as never)]);
    change(told(GetTracking, after([...toCustomer, 'return requested'])));
    expect(page.getByRole('status').textContent).toBe('Thank you, we have noted that you give it back.');
    expect(says(root)).toContain('Bring it to Old Mill');
    expect(document.activeElement).toBe(page.getByRole('heading', { level: 2 }));
  });
});
