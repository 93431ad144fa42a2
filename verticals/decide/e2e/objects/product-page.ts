import { expect, type Page } from '@playwright/test';

/** Everything about one product. */
export const productPage = (page: Page) => {
  const root = page.locator('.d_ProductPage');
  const variant = root.locator('.d_VariantOption');
  const picture = root.locator('.d_ProductPage__productImage');
  return {
    isTitled: (name: string) => expect(root.locator('.d_ProductPage__title')).toHaveText(name),
    highlights: (lines: readonly string[]) => expect(root.locator('.d_ProductPage__highlights li')).toHaveText([...lines]),
    costs: (price: string) => expect(root.locator('.d_ProductPage__price')).toHaveText(price),
    offersVariants: (names: readonly string[]) => expect(variant).toHaveText([...names]),
    /** The chosen variant stands out and is no link; all others are links. */
    isChosen: async (name: string) => {
      await expect(variant.locator('strong')).toHaveText([name]);
      await expect(variant.filter({ has: page.locator('strong') }).locator('a')).toHaveCount(0);
      await expect(variant.locator('a')).toHaveCount((await variant.count()) - 1);
    },
    choose: (name: string) => variant.getByRole('link', { name, exact: true }).click(),
    focusVariant: (name: string) => variant.getByRole('link', { name, exact: true }).focus(),
    picture: () => picture.getAttribute('src'),
    showsPictureOf: async (alternative: string) => {
      await expect(picture).toHaveAttribute('alt', alternative);
      await expect(picture).toHaveJSProperty('complete', true);
      await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
    },
    leadsBackTo: (category: string, address: string) =>
      expect(root.getByRole('link', { name: category, exact: true })).toHaveAttribute('href', address),
    says: (title: string) => expect(root.getByRole('heading', { level: 1 })).toHaveText(title),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
  };
};
