import { expect, type Page } from '@playwright/test';

/** The shop's footer: patches, and the ways on. */
export const footer = (page: Page) => {
  const root = page.locator('.e_Footer');
  return {
    isShown: () => expect(root).toBeVisible(),
    offers: (links: readonly string[]) => expect(root.getByRole('link')).toHaveText([...links]),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
  };
};
