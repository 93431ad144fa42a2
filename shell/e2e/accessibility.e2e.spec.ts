import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@jogakbo/testing/shop';
import type { Page } from '@playwright/test';
import { addresses, boundaries, eachAddress, shopDocument } from './objects/index.ts';

/** What the light changes. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds that keeps people out: one line per rule, with the places. In pages without frames it needs no page of its own. */
async function findings(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** By day everything is looked at, at night what is another then. */
async function expectNobodyIsKeptOut(page: Page) {
  const builder = () => new AxeBuilder({ page }).setLegacyMode();
  expect(await findings(builder())).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await findings(builder().withRules(COLOR_RULES))).toEqual([]);
}

test.describe('nobody is kept out, by day and at night', () => {
  for (const [name, address] of eachAddress) {
    test(`of ${name}`, async ({ page, visitor }) => {
      await visitor.opens(address);
      await expectNobodyIsKeptOut(page);
    });
  }

  test('when boundaries are shown', async ({ page, visitor }) => {
    await visitor.opens(addresses['a product']);
    await boundaries(page).toggle();
    await expectNobodyIsKeptOut(page);
  });

  test('on a phone with its menu open', async ({ page, visitor }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.opens(addresses.home);
    await shopDocument(page).openMenu();
    await expectNobodyIsKeptOut(page);
  });
});
