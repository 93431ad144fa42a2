import { expect, type Page } from '@playwright/test';

/** The places for blocks on a page. */
export const slots = (page: Page) => {
  const all = page.locator('jogakbo-slot');
  const absent = page.locator('jogakbo-slot[data-gap="absent"]');
  return {
    /** Each shows its block or, if nobody offers it, nothing; none is a gap. */
    areFilledOrNothing: async () => {
      await expect(page.locator('jogakbo-slot[data-gap]:not([data-gap="absent"])')).toHaveCount(0);
      for (const one of await absent.all()) {
        await expect(one).toBeHidden();
        await expect(one).toHaveText('');
      }
      expect(await all.count()).toBeGreaterThan(await absent.count());
    },
  };
};
