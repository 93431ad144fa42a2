// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { ListStores } from '@jogakbo/explore-contract';
import { rendered, told } from '@jogakbo/testing';
import storesPage from './stores-page.block.tsx';

const store = (storeId: string, name: string) => ({
  storeId,
  name,
  street: 'Long Lane 1',
  city: 'Littleton',
  picture: `/pictures/${'0'.repeat(32)}.webp`,
});

it('shows each store with its name, street and city on lines of their own', () => {
  const { page, root, head } = rendered(storesPage, {}, told(ListStores, [store('a', 'First'), store('b', 'Second')]));
  expect(page.getByRole('heading', { name: 'Our Stores' })).toBeTruthy();
  const addresses = [...root.querySelectorAll('.e_Store_address')];
  expect(addresses.map(({ textContent }) => textContent?.split('\n'))).toEqual([
    ['First', 'Long Lane 1', 'Littleton'],
    ['Second', 'Long Lane 1', 'Littleton'],
  ]);
  expect(addresses[0]?.querySelectorAll('br')).toHaveLength(2);
  expect(head()).toMatchObject({ title: 'Our Stores · Jogakbo', description: expect.stringContaining('2 stores') });
});

it('shows a street that is named like its city', () => {
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  const { root } = rendered(storesPage, {}, told(ListStores, [{ ...store('a', 'First'), street: 'Littleton' }]));
  expect(root.querySelector('.e_Store_address')?.textContent).toBe('First\nLittleton\nLittleton');
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});
