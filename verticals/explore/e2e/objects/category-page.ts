import { expect, type Page } from '@playwright/test';

/** The number that a price says: "from 1,299.00 €" is 1299. */
const amountIn = (price: string) => Number(/[\d,.]+/.exec(price)?.[0].replaceAll(',', ''));

/** A list of machines: all, a category's, or what a search found. */
export const categoryPage = (page: Page) => {
  const root = page.locator('.e_CategoryPage');
  const filter = root.locator('.e_Filter');
  const product = root.locator('.e_Product');
  const names = product.locator('.e_Product_name');
  return {
    isHeaded: (title: string) => expect(root.getByRole('heading', { level: 2 })).toHaveText(title),
    counts: (count: string) => expect(root.locator('.e_CategoryPage__subline p')).toHaveText(count),
    offersFilters: (filters: readonly string[]) => expect(filter.getByRole('link')).toHaveText([...filters]),
    isFilteredBy: (name: string) => expect(filter.locator('.e_Filter__filter--active')).toHaveText([name]),
    filterBy: (name: string) => filter.getByRole('link', { name, exact: true }).click(),
    lists: (wanted: readonly string[]) => expect(names).toHaveText([...wanted]),
    doesNotList: (name: string) => expect(names.filter({ hasText: name })).toHaveCount(0),
    listsSo: (many: number) => expect(names).toHaveCount(many),
    prices: async () => (await product.locator('.e_Product_price').allTextContents()).map(amountIn),
    pieceSays: (name: string, ...facts: string[]) =>
      Promise.all(facts.map((fact) => expect(product.filter({ hasText: name })).toContainText(fact))),
    open: (name: string) => product.filter({ hasText: name }).getByRole('link').click(),
    says: (sentence: string) => expect(root).toContainText(sentence),
    showAll: () => root.getByRole('link', { name: 'see all machines' }).click(),
  };
};
