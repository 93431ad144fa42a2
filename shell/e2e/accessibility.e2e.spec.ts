import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@jogakbo/testing/shop';
import type { Page } from '@playwright/test';
import { addresses, boundaries, eachAddress, shopDocument } from './objects/index.ts';

/** What axe finds that keeps people out: one line per rule, with the places. In pages without frames it needs no page of its own. */
async function findingsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`nobody is kept out, in the ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const [name, address] of eachAddress) {
      test(`of ${name}`, async ({ page, visitor }) => {
        await visitor.opens(address);
        expect(await findingsOn(page)).toEqual([]);
      });
    }

    test('when boundaries are shown', async ({ page, visitor }) => {
      await visitor.opens(addresses['a product']);
      await boundaries(page).toggle();
      expect(await findingsOn(page)).toEqual([]);
    });

    test('on a phone with its menu open', async ({ page, visitor }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await visitor.opens(addresses.home);
      await shopDocument(page).openMenu();
      expect(await findingsOn(page)).toEqual([]);
    });
  });
}
