import { expect, test } from '@jogakbo/testing/shop';
import { addresses, shopDocument } from './objects/index.ts';

test.describe('with the keyboard alone', () => {
  test('the first stop skips the header', async ({ page, visitor }) => {
    await visitor.opens(addresses['all machines']);
    await page.keyboard.press('Tab');
    await shopDocument(page).skipLinkIsFocused();
    await page.keyboard.press('Enter');
    await shopDocument(page).contentIsFocused();
  });

  test('a customer gets from the home page to a variant', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await visitor.staysWhile(async () => {
      await shopDocument(page).tabTo('Autonomous, wide awake');
      await page.keyboard.press('Enter');
      await shopDocument(page).isHeaded('Autonomous');
      await shopDocument(page).contentIsFocused();
      await shopDocument(page).tabTo(/^Dokkaebi Weeder/);
      await page.keyboard.press('Enter');
      await shopDocument(page).isHeaded('Dokkaebi Weeder');
      await shopDocument(page).tabTo('Persimmon');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL('/product/AJ-04?sku=AJ-04-PS');
      await expect(page).toHaveTitle('Dokkaebi Weeder Persimmon · Jogakbo');
    });
  });

  test('the focus is always seen', async ({ page, visitor }) => {
    await visitor.opens(addresses['a product']);
    for (let stop = 0; stop < 15; stop += 1) {
      await page.keyboard.press('Tab');
      await shopDocument(page).focusIsSeen();
    }
  });

  test('the focus is not lost when the chosen variant is no link any more', async ({ page, visitor }) => {
    await visitor.opens(addresses['a product']);
    await shopDocument(page).tabTo('Madder Red');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/product/CJ-01?sku=CJ-01-MR');
    await shopDocument(page).contentIsFocused();
  });
});
