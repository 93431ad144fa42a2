// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered } from '@jogakbo/testing';
import header from './header.block.tsx';

it('leads home by its logo, and to the machines and the stores', () => {
  const { page, root } = rendered(header, {});
  expect(root.querySelector('.e_Header .e_Header__link')?.getAttribute('href')).toBe('/');
  expect(page.getByRole('link', { name: 'Machines' }).getAttribute('href')).toBe('/products');
  expect(page.getByRole('link', { name: 'Stores' }).getAttribute('href')).toBe('/stores');
});

it('searches with a plain form, so that no script is needed', () => {
  const { page } = rendered(header, {});
  const field = page.getByLabelText('Search machines') as HTMLInputElement;
  expect(field.name).toBe('q');
  expect(field.form?.getAttribute('action')).toBe('/products');
  expect(field.form?.method.toLowerCase()).toBe('get');
});

it('shows the words that were searched for, and forgets them on the next page', () => {
  const { page, again } = rendered(header, { search: 'jade' });
  const field = () => page.getByLabelText('Search machines') as HTMLInputElement;
  expect(field().value).toBe('jade');
  again({});
  expect(field().value).toBe('');
});

it('shows only what can be typed', () => {
  const { page } = rendered(header, { search: 'night\0shift \ud83d' });
  expect((page.getByLabelText('Search machines') as HTMLInputElement).value).toBe('night shift');
});

it('keeps a place for the mini cart, whoever fills it', () => {
  const { root } = rendered(header, {});
  expect(root.querySelector('jogakbo-slot')?.getAttribute('data-block')).toBe('checkout/mini-cart');
});

it('has a button that opens the sheet of a phone without a script', () => {
  const { page, root } = rendered(header, {});
  const sheet = page.getByText('Menu').getAttribute('popovertarget');
  expect(root.querySelector(`[id="${sheet}"]`)?.getAttribute('popover')).toBe('auto');
});

it('belongs to explore', () => {
  const { root } = rendered(header, {});
  expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('explore');
});
