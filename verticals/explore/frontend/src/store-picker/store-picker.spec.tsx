// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fireEvent } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ListStores } from '@jogakbo/explore-contract';
import { rendered, told } from '@jogakbo/testing';
import storePicker from './store-picker.block.tsx';

const store = (storeId: string, name: string) => ({
  storeId,
  name,
  street: 'Long Lane 1',
  city: 'Littleton',
  picture: `/pictures/${'0'.repeat(32)}.webp`,
});
const stores = told(ListStores, [store('store-a', 'First'), store('store-b', 'Second')]);

function opened() {
  const shown = rendered(storePicker, {}, stores);
  fireEvent.click(shown.page.getByText('choose a store'));
  const dialog = shown.root.querySelector<HTMLDialogElement>('.e_StorePicker dialog.e_StorePicker_dialog')!;
  return { ...shown, dialog };
}
const buttonOf = (root: Element, storeId: string) => root.querySelector(`button[data-id="${storeId}"]`)!;

it('opens a dialog with one select button per store', () => {
  const { dialog } = opened();
  expect(dialog.open).toBe(true);
  expect([...dialog.querySelectorAll('button[data-id]')].map(({ textContent }) => textContent)).toEqual(['select', 'select']);
});

it('says which store each button selects', () => {
  const { root } = opened();
  const described = buttonOf(root, 'store-b').getAttribute('aria-describedby');
  expect(root.querySelector(`[id="${described}"]`)?.textContent).toContain('Second');
});

it('tells the page which store was selected, shows its address and closes', () => {
  const { root, dialog } = opened();
  const heard: unknown[] = [];
  const listen = (event: Event) => heard.push((event as CustomEvent).detail);
  document.addEventListener('explore:store-selected', listen);
  fireEvent.click(buttonOf(root, 'store-b'));
  document.removeEventListener('explore:store-selected', listen);
  expect(heard).toEqual(['store-b']);
  expect(root.querySelector('.e_StorePicker_selected')?.textContent).toBe('Second\nLong Lane 1\nLittleton');
  expect(dialog.open).toBe(false);
});

it('forgets a store that was closed for good meanwhile', () => {
  const { root, change } = opened();
  fireEvent.click(buttonOf(root, 'store-b'));
  change(told(ListStores, [store('store-a', 'First')]));
  expect(root.querySelector('.e_StorePicker_selected')?.textContent).toBe('');
});

it('has its announcement there from the start: one that appears with its words is not heard', () => {
  const { root } = opened();
  expect(root.querySelector('.e_StorePicker_selected[aria-live="polite"]')?.textContent).toBe('');
  const css = readFileSync(path.join(import.meta.dirname, 'store-picker.module.css'), 'utf8');
  const rules = [...css.matchAll(/\.(?:picker|selected)[^{]*\{([^}]*)\}/g)].map(([, rule]) => rule);
  expect(rules.length).toBeGreaterThanOrEqual(2);
  for (const rule of rules) expect(rule).not.toMatch(/display:\s*none|visibility:\s*hidden/);
});
