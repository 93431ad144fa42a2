import { expect, type Page } from '@playwright/test';

/** The home page's own block: the teasers and the ways into the shop. */
export const homePage = (page: Page) => {
  const root = page.locator('.e_HomePage');
  const teasers = root.locator('.e_HomePage__categoryLink');
  return {
    isHeaded: (title: string) => expect(root.getByRole('heading', { level: 1 })).toHaveText(title),
    teases: (titles: readonly string[]) => expect(teasers).toHaveText([...titles]),
    leadsTo: (addresses: readonly string[]) =>
      expect.poll(() => teasers.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(addresses),
    showsPictures: () =>
      expect
        .poll(() => teasers.locator('img').evaluateAll((all: HTMLImageElement[]) => all.every(({ naturalWidth }) => naturalWidth > 0)))
        .toBe(true),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
  };
};
