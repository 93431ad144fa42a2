import { expect, test } from '@jogakbo/testing/shop';
import { categoryPage, helpfulPage } from './objects/index.ts';

const orchard = ['Stilt Walker', 'Two Rows Over', 'Plum Dodger', 'Low Bough 50', 'Kimjang Hauler 18', 'Teacup 12', 'Saturday Lawn'];

test.describe('all machines', () => {
  test.beforeEach(async ({ visitor }) => void (await visitor.opens('/products')));

  test('are counted under their heading', async ({ page, visitor }) => {
    await categoryPage(page).isHeaded('All Machines');
    await categoryPage(page).counts('27 products');
    await categoryPage(page).listsSo(27);
    await visitor.learns({ title: 'All Machines · Jogakbo', description: /^All Machines: 27 products/ });
  });

  test('stand dearest first, by the price from which each starts', async ({ page }) => {
    const prices = await categoryPage(page).prices();
    expect(prices).toHaveLength(27);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
    expect(prices[0]).toBe(289_000);
  });

  test('say their price and in how many colours they come', ({ page }) =>
    categoryPage(page).pieceSays('Kimjang Hauler 18', 'from 8,980.00 €', '3 colours'));

  test('are narrowed by a category, and by none again', async ({ page, visitor }) => {
    await categoryPage(page).offersFilters(['All', 'Classics', 'Autonomous', 'Orchard & Garden']);
    await categoryPage(page).isFilteredBy('All');
    await visitor.staysWhile(async () => {
      await categoryPage(page).filterBy('Orchard & Garden');
      await categoryPage(page).isFilteredBy('Orchard & Garden');
      await categoryPage(page).lists(orchard);
      await expect(page).toHaveURL('/products/orchard');
      await categoryPage(page).filterBy('All');
      await categoryPage(page).counts('27 products');
    });
    await expect(page).toHaveURL('/products');
  });

  test('lead to their product', async ({ page }) => {
    await categoryPage(page).open('Halmoni 28');
    await expect(page).toHaveURL('/product/CJ-02');
    await expect(page).toHaveTitle(/^Halmoni 28/);
  });
});

test.describe('a category', () => {
  test('has an address, a heading, a title and a count of its own', async ({ page, visitor }) => {
    const response = await visitor.opens('/products/classic');
    expect(response.status()).toBe(200);
    await categoryPage(page).isHeaded('Classics');
    await categoryPage(page).isFilteredBy('Classics');
    await categoryPage(page).counts('12 products');
    await visitor.learns({ title: 'Classics · Jogakbo', description: /^Classics: 12 products/ });
  });

  test('that does not exist is not found, and the page helps', async ({ page, visitor }) => {
    const response = await visitor.opens('/products/submarines');
    expect(response.status()).toBe(404);
    await expect(page).toHaveTitle('No such category · Jogakbo');
    await helpfulPage(page).says('This piece is missing');
    await helpfulPage(page).follow('See all machines');
    await categoryPage(page).isHeaded('All Machines');
  });
});
