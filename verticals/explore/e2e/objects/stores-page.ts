import { expect, type Page } from '@playwright/test';

/** Where orders are picked up. */
export const storesPage = (page: Page) => {
  const root = page.locator('.e_StoresPage');
  return {
    isHeaded: (title: string) => expect(root.getByRole('heading', { level: 2 })).toHaveText(title),
    /** Each address as its lines. */
    lists: (addresses: readonly (readonly string[])[]) =>
      expect.poll(async () => (await root.locator('.e_Store_address').allInnerTexts()).map((text) => text.split('\n'))).toEqual(addresses),
  };
};
