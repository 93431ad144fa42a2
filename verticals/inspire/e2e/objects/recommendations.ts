import { expect, type Page } from '@playwright/test';

/** What else a customer may like, by colour. */
export const recommendations = (page: Page) => {
  const root = page.locator('.e_Recommendations');
  const names = root.locator('.e_Recommendation_name');
  return {
    isHeaded: (title: string) => expect(root.getByRole('heading', { level: 2 })).toHaveText(title),
    areShown: (wanted: readonly string[]) => expect(names).toHaveText([...wanted]),
    areNone: () => expect(root).toHaveCount(0),
    showPictures: async () => {
      await root.scrollIntoViewIfNeeded();
      const pictures = root.locator('img');
      const loaded = () => pictures.evaluateAll((all: HTMLImageElement[]) => all.map(({ naturalWidth }) => naturalWidth > 0));
      await expect.poll(loaded).toEqual([true, true, true, true]);
    },
    leadTo: (addresses: readonly string[]) =>
      expect.poll(() => root.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(addresses),
    /** Chooses a variant on the product page around them. */
    lookAt: (variant: string) => page.getByRole('link', { name: variant, exact: true }).click(),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
  };
};
