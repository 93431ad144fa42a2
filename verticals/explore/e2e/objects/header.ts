import { expect, type Page } from '@playwright/test';

type Item = 'home' | 'Machines' | 'Stores' | 'search' | 'find' | 'basket' | 'Menu';

/** The shop's header; on a phone its navigation is a sheet behind a button. */
export const header = (page: Page) => {
  const root = page.locator('.e_Header');
  const sheet = root.getByRole('navigation', { name: 'Shop' });
  const items: Record<Item, ReturnType<Page['locator']>> = {
    home: root.locator('.e_Header__link'),
    Machines: root.getByRole('link', { name: 'Machines', exact: true }),
    Stores: root.getByRole('link', { name: 'Stores', exact: true }),
    search: root.getByRole('searchbox', { name: 'Search machines' }),
    find: root.getByRole('button', { name: 'Search', exact: true }),
    basket: root.getByTitle('View Cart'),
    Menu: root.getByRole('button', { name: 'Menu' }),
  };
  return {
    isShown: () => expect(root).toBeVisible(),
    staysInSight: () => expect(root).toBeInViewport({ ratio: 1 }),
    leads: async (item: Item, address: string) => expect(items[item]).toHaveAttribute('href', address),
    follow: (item: Item) => items[item].click(),
    isFocused: (item: Item) => expect(items[item]).toBeFocused(),
    shows: (item: Item) => expect(items[item]).toBeVisible(),
    hides: (item: Item) => expect(items[item]).toBeHidden(),
    openMenu: () => items.Menu.click(),
    menuIsOpen: () => expect(sheet).toBeVisible(),
    menuIsClosed: () => expect(sheet).toBeHidden(),
    writeSearch: (words: string) => items.search.fill(words),
    search: async (words: string) => {
      await items.search.fill(words);
      await items.search.press('Enter');
    },
    isAskedFor: (words: string) => expect(items.search).toHaveValue(words),
  };
};
