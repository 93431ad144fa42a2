import { expect, test } from '@jogakbo/testing/shop';
import { header, helpfulPage, homePage } from './objects/index.ts';

test.describe('an address without a page', () => {
  for (const address of ['/nowhere', '/products/classic/deeper', '/product', '/product/caf%C3%A9', '/checkout/nothing']) {
    test(`such as ${address} is not found, and the page helps`, async ({ page, visitor }) => {
      const response = await visitor.opens(address);
      expect(response.status()).toBe(404);
      await visitor.learns({ title: 'Page not found · Jogakbo', description: 'There is no page at this address.' });
      await header(page).isShown();
      await helpfulPage(page).says('Nothing is stitched here');
      await helpfulPage(page).offers(['See all machines', 'Find a store', 'Go to the home page']);
    });
  }

  test('leads back into the shop', async ({ page, visitor }) => {
    await visitor.opens('/nowhere');
    await helpfulPage(page).follow('Go to the home page');
    await homePage(page).isHeaded('Machines with a colour of their own');
  });
});
