import { expect, type Page } from '@playwright/test';

/** What was ordered in this browser. */
export const ordersPage = (page: Page) => {
  const root = page.locator('.c_OrdersPage');
  const order = root.locator('.c_OrdersPage__order');
  return {
    isShown: () => expect(root.getByRole('heading', { level: 1 })).toHaveText('Your orders'),
    lists: (names: readonly string[]) => expect(order.getByRole('link')).toHaveText([...names]),
    isEmpty: async () => {
      await expect(root.locator('.c_OrdersPage__empty')).toBeVisible();
      await expect(order).toHaveCount(0);
    },
    follow: (name: string) => order.getByRole('link', { name, exact: true }).click(),
  };
};
