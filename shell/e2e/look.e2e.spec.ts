import { expect, test } from '@jogakbo/testing/shop';
import { addresses, boundaries, eachAddress, shopDocument } from './objects/index.ts';

test.describe('the look follows the system', () => {
  test('dark text on a light page', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    const brightness = await shopDocument(page).brightnessOf();
    expect(brightness.page).toBeGreaterThan(230);
    expect(brightness.text).toBeLessThan(60);
  });

  test('light text on a dark page', async ({ page, visitor }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await visitor.opens(addresses.home);
    const brightness = await shopDocument(page).brightnessOf();
    expect(brightness.page).toBeLessThan(40);
    expect(brightness.text).toBeGreaterThan(200);
  });

  test('also while the page is open', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(async () => (await shopDocument(page).brightnessOf()).page).toBeLessThan(40);
  });
});

for (const [name, address] of eachAddress) {
  test(`on a phone nothing makes the page scroll sideways: ${name}`, async ({ page, visitor }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.opens(address);
    expect(await shopDocument(page).overhang()).toBeLessThanOrEqual(0);
    await boundaries(page).toggle();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await shopDocument(page).overhang()).toBeLessThanOrEqual(0);
  });
}
