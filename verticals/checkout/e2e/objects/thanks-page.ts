import { expect, type Page } from '@playwright/test';

/** What comes after an order. */
export const thanksPage = (page: Page) => {
  const root = page.locator('.c_Thanks');
  return {
    isShown: async () => {
      await expect(page).toHaveURL('/checkout/thanks');
      await expect(root.getByRole('heading', { level: 1 })).toHaveText('Thanks for your order!');
    },
    celebrates: () => expect(root.locator('canvas')).toBeAttached(),
    /** The confetti's canvas has been drawn on. */
    isStrewn: () =>
      expect
        .poll(() =>
          root.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
            const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
            return data.some((value) => value > 0);
          }),
        )
        .toBe(true),
    follow: () => root.getByRole('link', { name: 'Follow your order', exact: true }).click(),
    goOn: () => root.getByRole('link', { name: 'Continue shopping', exact: true }).click(),
    seeAll: () => root.getByRole('link', { name: 'Your orders', exact: true }).click(),
    knowsNoOrder: () => expect(root.getByRole('link', { name: 'Follow your order', exact: true })).toHaveCount(0),
  };
};
