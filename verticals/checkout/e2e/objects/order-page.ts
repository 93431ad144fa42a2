import { expect, type Page } from '@playwright/test';

/** Milliseconds that a checkout over all verticals may take on a busy machine. */
const PATIENCE = 30_000;

/** How an order stands. */
export const orderPage = (page: Page) => {
  const root = page.locator('.c_OrderPage');
  const heading = root.getByRole('heading', { level: 1 });
  const status = root.locator('.c_OrderPage__status');
  const cancelling = root.locator('.c_OrderPage__cancel');
  return {
    isShown: () => expect(heading).toHaveText('Your order'),
    isNotThere: () => expect(heading).toHaveText('There is no such order here'),
    reaches: (which: 'confirmed' | 'rejected' | 'cancelled' | 'returned' | 'refunded') =>
      expect(status).toHaveAttribute('data-status', which, { timeout: PATIENCE }),
    says: (what: string) => expect(status).toContainText(what),
    hasTaken: (steps: readonly string[]) =>
      Promise.all(
        steps.map((step) => expect(root.locator(`.c_OrderPage__step[data-step="${step}"]`)).toHaveCount(1, { timeout: PATIENCE })),
      ),
    lists: (names: readonly string[]) => expect(root.locator('.c_LineItem__name strong')).toHaveText([...names]),
    comesTo: (total: string) => expect(root.locator('.c_OrderPage__total')).toHaveText(`Total: ${total}`),
    isFor: (name: string) => expect(root.locator('.c_OrderPage__customer')).toContainText(name),
    /** The address by which somebody else sees it. */
    sharedAddress: async () => (await root.locator('.c_OrderPage__share').getByRole('link').getAttribute('href'))!,
    cancel: async () => {
      await cancelling.getByText('Cancel this order', { exact: true }).click();
      await cancelling.getByRole('button', { name: 'Yes, cancel it', exact: true }).click();
    },
  };
};
