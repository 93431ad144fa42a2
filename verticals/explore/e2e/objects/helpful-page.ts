import { expect, type Page } from '@playwright/test';

/** What is shown where there is nothing: a reason, and the ways on. */
export const helpfulPage = (page: Page) => {
  const content = page.locator('#content');
  return {
    says: (title: string) => expect(content.getByRole('heading', { level: 1 })).toHaveText(title),
    offers: (links: readonly string[]) => expect(content.getByRole('link')).toHaveText([...links]),
    follow: (name: string) => content.getByRole('link', { name, exact: true }).click(),
  };
};
