import { test as base } from '@playwright/test';
import { ShopUnderTest } from './shop-under-test.ts';
import { Visitor } from './visitor.ts';

/**
 * Playwright's `test` with the running shop and a visitor at hand.
 *
 * @remarks Whatever a test has stopped, paused or killed is ready again before the next one begins.
 * @example
 * test('a gap keeps its place', async ({ page, shop }) => {
 *   await shop.stop('explore');
 *   await page.goto('/');
 * });
 */
export const test = base.extend<{ shop: ShopUnderTest; visitor: Visitor }>({
  visitor: async ({ page, javaScriptEnabled }, use) => {
    // A busy machine may miss the render budget. Without a script a late block does not come by itself: one loads the page again.
    if (!javaScriptEnabled)
      await page.addLocatorHandler(page.locator('[data-gap="late"]').first(), async () => void (await page.reload()), {
        noWaitAfter: true,
      });
    await use(new Visitor(page));
  },
  shop: async ({ baseURL }, use) => {
    const shop = ShopUnderTest.fromEnvironment(baseURL);
    await use(shop);
    await shop.heal();
  },
});
export { expect } from '@playwright/test';
export type { ProcessUnderTest, ShopUnderTest } from './shop-under-test.ts';
export type { Visitor } from './visitor.ts';
