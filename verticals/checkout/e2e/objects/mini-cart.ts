import { expect, type Page } from '@playwright/test';

/** How much is in the basket, in the header. */
export const miniCart = (page: Page) => {
  const link = page.locator('.c_MiniCart .c_MiniCart__button');
  return {
    counts: (quantity: number) => expect(page.locator('.c_MiniCart__quantity')).toHaveText(quantity > 0 ? String(quantity) : ''),
    isTitled: (title: string) => expect(link).toHaveAttribute('title', title),
    follow: () => link.click(),
    focus: () => link.focus(),
  };
};
