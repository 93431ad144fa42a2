import { expect, type Page } from '@playwright/test';

const sha = /^sha(256|384|512)-/;

/** The scripts and styles that a page loads. */
export const files = (page: Page) => ({
  areAllKnownByDigest: async () => {
    const loaded = page.locator('script[src], link[rel="stylesheet"], link[as="script"], link[as="style"], link[rel="modulepreload"]');
    const withoutDigest = (pattern: RegExp) =>
      loaded.evaluateAll(
        (elements, known) =>
          elements.filter((element) => !new RegExp(known).test(element.getAttribute('integrity') ?? '')).map(({ outerHTML }) => outerHTML),
        pattern.source,
      );
    expect(await loaded.count()).toBeGreaterThan(3);
    expect(await withoutDigest(sha)).toEqual([]);
  },
  areNeverInline: async () => {
    await expect(page.locator('[style], style')).toHaveCount(0);
    await expect(page.locator('script:not([src]):not([type="application/json"])')).toHaveCount(0);
    const listeners = page
      .locator('*')
      .evaluateAll((all) =>
        all.flatMap(({ attributes }) => [...attributes].map(({ name }) => name).filter((name) => name.startsWith('on'))),
      );
    expect(await listeners).toEqual([]);
  },
});
