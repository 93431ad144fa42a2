import { expect, test } from '@jogakbo/testing/shop';
import { categoryPage, homePage, storesPage } from './objects/index.ts';

test.describe('the home page', () => {
  test('says what the shop is, to readers and to search engines', async ({ page, visitor }) => {
    const response = await visitor.opens('/');
    expect(response.status()).toBe(200);
    await visitor.learns({ title: 'Jogakbo · tractors in every colour', description: /^Classic and autonomous tractors/ });
    await homePage(page).isHeaded('Machines with a colour of their own');
  });

  test('teases what the storefront was arranged with', async ({ page, visitor }) => {
    await visitor.opens('/');
    await homePage(page).teases(['Classics, freshly oiled', 'Autonomous, wide awake']);
    await homePage(page).leadsTo(['/products/classic', '/products/autonomous']);
    await homePage(page).showsPictures();
  });

  test('leads into a category by its teaser', async ({ page, visitor }) => {
    await visitor.opens('/');
    await visitor.staysWhile(async () => {
      await homePage(page).follow('Autonomous, wide awake');
      await categoryPage(page).isHeaded('Autonomous');
    });
    await expect(page).toHaveURL('/products/autonomous');
  });

  test('leads to all machines and to the stores', async ({ page, visitor }) => {
    await visitor.opens('/');
    await homePage(page).follow('See all machines');
    await categoryPage(page).isHeaded('All Machines');
    await page.goBack();
    await homePage(page).follow('Find a store');
    await storesPage(page).isHeaded('Our Stores');
  });
});
