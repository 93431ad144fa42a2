import { expect, type Page } from '@playwright/test';

/** The ways to pay, as part of a form. */
export const paymentMethod = (page: Page) => {
  const root = page.locator('.p_PaymentMethod');
  const method = (name: string) => root.getByRole('radio', { name, exact: true });
  return {
    offers: async (names: readonly string[]) => {
      for (const name of names) await expect(method(name)).toBeVisible();
    },
    isChosen: (name: string) => expect(method(name)).toBeChecked(),
    choose: (name: string) => method(name).check(),
    focus: (name: string) => method(name).focus(),
    offersNothing: () => expect(root.locator('.p_PaymentMethod__none')).toBeVisible(),
  };
};
