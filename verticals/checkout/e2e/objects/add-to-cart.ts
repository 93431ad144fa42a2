import { expect, type Page } from '@playwright/test';

/** The offer on a product's page. */
export const addToCart = (page: Page) => {
  const root = page.locator('form.c_AddToCart');
  const button = root.getByRole('button', { name: 'add to basket', exact: true });
  const confirmed = root.locator('.c_AddToCart__confirmed');
  return {
    says: (...words: readonly string[]) =>
      Promise.all(words.map((text) => expect(root.locator('.c_AddToCart__information')).toContainText(text))),
    add: () => button.click(),
    focus: () => button.focus(),
    isConfirmed: () => expect(confirmed).toBeVisible(),
    isNotConfirmed: () => expect(confirmed).toHaveCount(0),
    isRefused: (why: string) => expect(root.getByRole('status')).toContainText(why),
    followToCart: () => confirmed.getByRole('link').click(),
    /** Adds what is shown, and waits until it is in the basket. */
    adds: async () => {
      await button.click();
      await expect(confirmed).toBeVisible();
    },
  };
};
