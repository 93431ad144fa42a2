import { expect, type Page } from '@playwright/test';

/** What the visitor has put into the basket. */
export const cartPage = (page: Page) => {
  const root = page.locator('.c_CartPage');
  const heading = root.getByRole('heading', { level: 1 });
  const line = root.locator('.c_LineItem');
  const removal = (name: string) => root.getByTitle(`Remove ${name} from cart`, { exact: true });
  return {
    isHeaded: (title: string) => expect(heading).toHaveText(title),
    headingIsFocused: () => expect(heading).toBeFocused(),
    lists: (names: readonly string[]) => expect(line.locator('.c_LineItem__name strong')).toHaveText([...names]),
    hasSkus: (skus: readonly string[]) => expect(line.locator('.c_LineItem__name')).toContainText([...skus]),
    hasQuantities: (quantities: readonly number[]) =>
      expect(line.locator('.c_LineItem__quantity > span')).toHaveText(quantities.map(String)),
    costs: (prices: readonly string[]) => expect(line.locator('.c_LineItem__price')).toHaveText([...prices]),
    comesTo: (total: string) => expect(root.locator('.c_CartPage__total')).toHaveText(`Total: ${total}`),
    isEmpty: async () => {
      await expect(heading).toHaveText('Your basket is empty');
      await expect(line).toHaveCount(0);
    },
    remove: (name: string) => removal(name).click(),
    focusRemoval: (name: string) => removal(name).focus(),
    tells: (what: string) => expect(root.getByRole('status').first()).toHaveText(what),
    leavesOut: (skus: readonly string[]) =>
      expect(root.locator('.c_CartPage__leftOut p')).toHaveText(skus.map((sku) => new RegExp(`^${sku} `))),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
    followProduct: (name: string) => line.getByRole('link', { name }).click(),
  };
};
