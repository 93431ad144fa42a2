import { expect, test } from '@jogakbo/testing/shop';
import { addresses, eachAddress, shopDocument } from './objects/index.ts';

test.use({ javaScriptEnabled: false });

test.describe('without JavaScript', () => {
  for (const [name, address] of eachAddress) {
    test(`${name} is readable, with header and footer`, async ({ page, visitor }) => {
      await visitor.reads(address);
      await shopDocument(page).isReadable();
      await shopDocument(page).hasHeaderAndFooter();
    });
  }

  test('links lead from page to page', async ({ page, visitor }) => {
    await visitor.reads(addresses.home);
    await shopDocument(page).follow('Machines');
    await shopDocument(page).isHeaded('All Machines');
    await shopDocument(page).follow('Halmoni 28 from 22,400.00 € 3 colours');
    await shopDocument(page).isHeaded('Halmoni 28');
    await shopDocument(page).follow('Celadon');
    await expect(page).toHaveURL('/product/CJ-02?sku=CJ-02-CE');
    await expect(page).toHaveTitle('Halmoni 28 Celadon · Jogakbo');
  });

  test('the search form finds machines', async ({ page, visitor }) => {
    await visitor.reads(addresses.stores);
    await shopDocument(page).search('teacup');
    await shopDocument(page).isHeaded('“teacup”');
  });

  test('the menu of a phone opens', async ({ page, visitor }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.reads(addresses.home);
    await shopDocument(page).openMenu();
    await shopDocument(page).follow('Stores');
    await shopDocument(page).isHeaded('Our Stores');
  });
});
