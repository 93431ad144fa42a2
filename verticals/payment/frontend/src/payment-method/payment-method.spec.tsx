// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ListPaymentMethods } from '@jogakbo/payment-contract';
import { rendered, told } from '@jogakbo/testing';
import paymentMethod from './payment-method.block.tsx';

const methods = [
  { methodId: 'card', name: 'Card', hint: 'Is accepted at once.' },
  { methodId: 'invoice', name: 'Invoice', hint: 'Comes by post.' },
];
const offered = (view: object = methods) => rendered(paymentMethod, {}, told(ListPaymentMethods, view));
const chosen = (root: Element) => root.querySelector<HTMLInputElement>('[name="paymentMethodId"]:checked')?.value;

it('offers each way to pay by its name, with what happens then', () => {
  const { root, page } = offered();
  expect(root.firstElementChild?.matches('fieldset.p_PaymentMethod[data-boundary="payment"]')).toBe(true);
  expect(page.getByRole('group', { name: 'Payment' })).toBeTruthy();
  const card = page.getByRole('radio', { name: 'Card' });
  expect(root.querySelector(`[id="${card.getAttribute('aria-describedby')}"]`)?.textContent).toBe('Is accepted at once.');
  expect(page.getAllByRole('radio')).toHaveLength(2);
});

it('takes the first, unless another is chosen', () => {
  const { root, page } = offered();
  expect(chosen(root)).toBe('card');
  fireEvent.click(page.getByText('Invoice'));
  expect(chosen(root)).toBe('invoice');
});

it('is part of the form that it stands in, and has none of its own', () => {
  expect(offered().root.querySelector('form, button')).toBeNull();
});

it('says so when there is no way to pay', () => {
  const { root, page } = offered([]);
  expect(root.querySelector('.p_PaymentMethod__none')?.textContent).toContain('there is no way to pay');
  expect(page.queryByRole('radio')).toBeNull();
});
