// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '@jogakbo/contract';
import { ConfirmPayment, GetReceipt, type PaymentStatus } from '@jogakbo/payment-contract';
import { rendered, told } from '@jogakbo/testing';
import receipt from './receipt.block.tsx';

const key = 'k'.repeat(43);
const entry = (status: PaymentStatus, minute: number) => ({ status, at: `2026-11-03T04:0${minute}:00.000Z` });
const standing = (status: PaymentStatus, more: object = {}) => ({
  ...{ orderId: 'o-1', status, amount: 129900, currency: { code: 'EUR', symbol: '€', digits: 2 }, method: 'Card' },
  ...{ entries: [entry('requested', 1), ...(status === 'requested' ? [] : [entry(status, 2)])], ...more },
});
const shown = (view: object | null, props: object = { orderId: 'o-1', key }) => rendered(receipt, { ...props }, told(GetReceipt, view));
const text = (root: Element, selector: string) => root.querySelector(selector)?.textContent;

describe('A receipt', () => {
  it('says what is paid, how, and how it stands', () => {
    const { root, page } = shown(standing('captured'));
    expect(root.firstElementChild?.matches('.p_Receipt[data-boundary="payment"][data-status="captured"]')).toBe(true);
    expect([text(root, '.p_Receipt__amount'), text(root, '.p_Receipt__method')]).toEqual(['1,299.00 €', 'Card']);
    expect(text(root, '.p_Receipt__status[aria-live="polite"]')).toBe('Paid. Thank you.');
    expect(page.getByRole('region', { name: 'Your payment' })).toBeTruthy();
  });
  it.each([
    ['requested', 'We are asking for it.'],
    ['to be confirmed', 'It waits for you'],
    ['authorized', 'Kept for you, not taken yet.'],
    ['declined', 'Declined.'],
    ['voided', 'Let go.'],
    ['captured', 'Paid.'],
    ['refunded', 'Given back'],
  ] as const)('that is %s says so in words', (status, words) => {
    expect(text(shown(standing(status)).root, '.p_Receipt__status')).toContain(words);
  });
  it('tells what has happened, and when, in the same words on every machine', () => {
    const { root } = shown(standing('authorized'));
    const entries = [...root.querySelectorAll('.p_Receipt__entries li')].map((item) => item.textContent);
    expect(entries).toEqual(['Asked for3 Nov, 04:01 UTC', 'Kept for you3 Nov, 04:02 UTC']);
    expect(root.querySelector('time')?.dateTime).toBe('2026-11-03T04:01:00.000Z');
  });
  it('says why it was declined, and why money did not go back', () => {
    expect(text(shown(standing('declined', { reason: 'No funds.' })).root, '.p_Receipt__reason')).toBe('We were told: No funds.');
    const { root } = shown(standing('captured', { reason: 'Too late.' }));
    expect(text(root, '.p_Receipt__reason')).toBe('It could not be given back. We were told: Too late.');
  });
  it('that is not there yet says so calmly, and comes by itself', () => {
    const { root, change, asked } = shown(null);
    expect(text(root, '.p_Receipt__status')).toMatch(/^Nothing has been asked for yet/);
    expect(root.querySelector('.p_Receipt__amount, ol, form')).toBeNull();
    change(told(GetReceipt, standing('authorized')));
    expect(text(root, '.p_Receipt__status')).toBe('Kept for you, not taken yet.');
    expect(asked).toEqual([GetReceipt({ orderId: 'o-1' as never, key: key as never })]);
  });
});

describe('A payment that waits for its customer', () => {
  const waiting = () => shown(standing('to be confirmed'));
  const press = (button: HTMLElement) => act(async () => void fireEvent.click(button));
  const answered = (answer: 'confirm' | 'refuse') => ConfirmPayment({ orderId: 'o-1' as never, key: key as never, answer });

  it('is answered by a form that can be posted without a script', () => {
    const { root } = waiting();
    const form = root.querySelector<HTMLFormElement>('form.p_Receipt__confirmation')!;
    expect([form.getAttribute('action'), form.method]).toEqual(['/payment/confirm', 'post']);
    const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].map(({ name, value }) => [name, value]);
    expect(hidden).toEqual([
      ['orderId', 'o-1'],
      ['key', key],
    ]);
    const buttons = [...form.querySelectorAll('button')].map(({ name, value, textContent }) => [name, value, textContent]);
    expect(buttons).toEqual([
      ['answer', 'confirm', 'Confirm payment'],
      ['answer', 'refuse', 'Refuse'],
    ]);
  });
  it.each([
    ['confirm', 'Confirm payment'],
    ['refuse', 'Refuse'],
  ] as const)('hears "%s" once, and leaves the keyboard at the heading', async (answer, name) => {
    const { root, page, sent } = waiting();
    await press(page.getByRole('button', { name }));
    expect(sent).toEqual([answered(answer)]);
    expect([root.querySelector('form'), page.getByRole('status').textContent]).toEqual([null, 'Thank you, we have passed it on.']);
    expect(document.activeElement).toBe(page.getByRole('heading', { name: 'Your payment' }));
  });
  it('waits on when that did not work, and says so', async () => {
    const { page, sent, refuse } = waiting();
    refuse(problem('unavailable'));
    await press(page.getByRole('button', { name: 'Confirm payment' }));
    expect(page.getByRole('alert').textContent).toBe('That did not work. Please try again.');
    refuse(undefined);
    await press(page.getByRole('button', { name: 'Confirm payment' }));
    expect(sent).toEqual([answered('confirm'), answered('confirm')]);
  });
  it('has no buttons for who has no key', () => {
    const { page } = shown(standing('to be confirmed'), { orderId: 'o-1' });
    expect(page.queryByRole('button')).toBeNull();
  });
});

describe('A payment that is made at Stripe', () => {
  const confirmAt = 'https://checkout.stripe.com/c/pay/cs_1#fid';
  const waiting = (props?: object) => shown(standing('to be confirmed', { confirmAt }), props);
  const press = (button: HTMLElement) => act(async () => void fireEvent.click(button));
  const confirmed = ConfirmPayment({ orderId: 'o-1' as never, key: key as never, answer: 'confirm' });

  it('is asked about at once, since its customer may come from there', () => {
    const { page, sent } = waiting();
    expect([sent, page.getByRole('status').textContent]).toEqual([[confirmed], '']);
  });
  it('has a plain link there, and nothing to confirm or refuse here', () => {
    const { page } = waiting();
    expect(page.getByRole('link', { name: 'Pay at Stripe' }).getAttribute('href')).toBe(confirmAt);
    expect(page.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['I have paid']);
  });
  it('is asked about by a form that can be posted without a script', () => {
    const form = waiting().root.querySelector<HTMLFormElement>('form')!;
    expect([form.getAttribute('action'), form.method]).toEqual(['/payment/confirm', 'post']);
    expect([...form.querySelectorAll<HTMLInputElement>('input')].map(({ name, value }) => [name, value])).toEqual([
      ['orderId', 'o-1'],
      ['key', key],
    ]);
    expect(form.querySelector('button')).toMatchObject({ name: 'answer', value: 'confirm' });
  });
  it('is asked about as often as the customer wants, and the link stays', async () => {
    const { page, sent, refuse } = waiting();
    for (const _ of ['once', 'twice']) await press(page.getByRole('button', { name: 'I have paid' }));
    expect(sent).toEqual([confirmed, confirmed, confirmed]);
    expect(page.getByRole('status').textContent).toMatch(/^We have asked Stripe/);
    expect(page.getByRole('link', { name: 'Pay at Stripe' })).toBeTruthy();
    refuse(problem('unavailable'));
    await press(page.getByRole('button', { name: 'I have paid' }));
    expect([page.getByRole('alert').textContent, page.getByRole('status').textContent]).toEqual([
      'That did not work. Please try again.',
      '',
    ]);
  });
  it('has no link for who has no key, nor when it is paid', () => {
    expect(waiting({ orderId: 'o-1' }).page.queryByRole('link')).toBeNull();
    expect(shown(standing('authorized')).page.queryByRole('link')).toBeNull();
  });
});
