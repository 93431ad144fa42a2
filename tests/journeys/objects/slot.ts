import { expect, type Page } from '@playwright/test';

/** By block, what the HTML of a page has in its place: the kind of gap, or nothing where the block was rendered. */
export const gapsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<jogakbo-slot([^>]*)>/g)].flatMap(([, attributes = '']) => {
      const [block, gap] = ['data-block', 'data-gap'].map((name) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1]);
      return block && gap !== 'absent' ? [[block, gap ?? '']] : [];
    }),
  );

/** By block, the version that the HTML of a page pins it to. */
export const versionsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/"container":"([a-z_]+)_([0-9a-f]{12})","expose":"\.\/([\w-]+)"/g)].map(([, vertical, version, name]) => [
      `${vertical}/${name}`,
      version!,
    ]),
  );

/** The place of a block on a page: the block itself, or the gap it leaves. */
export const slot = (page: Page, block: string) => {
  const root = page.locator(`jogakbo-slot[data-block="${block}"]`);
  const gap = root.locator('.gap[role="status"]').first();
  const content = root.locator('[data-boundary]').first();
  return {
    /** Its block is there and listens. */
    works: async (timeout?: number) => {
      await expect(root, `${block} listens`).toHaveAttribute('data-ready', /./, { timeout });
      await expect(root).not.toHaveAttribute('data-gap');
    },
    /** Its block is of this version, and listens. */
    isOf: (version: string) => expect(root, `${block} is of ${version}`).toHaveAttribute('data-ready', version),
    /** It has no block and says so, in words that a screen reader hears. */
    isGap: async (kind: RegExp = /^(away|late|failed)$/) => {
      await expect(root, `${block} is a gap`).toHaveAttribute('data-gap', kind);
      await expect(gap).toHaveText(/This piece /);
      await expect(gap).toHaveCount(1);
    },
    /** Where no script brings anything, its gap does not say so. */
    promisesNothing: () => expect(gap.locator('.gap-promise')).toBeHidden(),
    loadAgain: () => gap.getByRole('link', { name: 'Load the page again', exact: true }).click(),
    /** What the server rendered can be read, though no script has brought it to life. */
    isReadable: async (timeout?: number) => {
      await expect(content).toBeVisible({ timeout });
      await expect(root, `${block} is static`).toHaveAttribute('data-static', '', { timeout });
      await expect(root).not.toHaveAttribute('data-ready');
    },
    isShown: () => expect(content).toBeVisible(),
    says: (text: string, timeout?: number) => expect(root).toContainText(text, { timeout }),
    doesNotSay: (text: string) => expect(root).not.toContainText(text),
    showsPicture: (source: string) => expect(root.locator(`img[src="${source}"]`).first()).toBeVisible(),
    followFirst: () => root.getByRole('link').first().click(),
  };
};
