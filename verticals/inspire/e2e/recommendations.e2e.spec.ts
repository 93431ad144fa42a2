import { expect, test } from '@jogakbo/testing/shop';
import { recommendations } from './objects/index.ts';

const likePineNeedle = ['Long Acre 95 Pine Needle', 'Geobuk 8 Pine Needle', 'Saturday Lawn Pine Needle', 'Stubble & Daughter Jade'];
const likeMadderRed = [
  'Long Acre 95 Madder Red',
  'Mountain Moves 300 Madder Red',
  'Straight Line Theory Madder Red',
  'Gleaner & Friends Madder Red',
];

test.describe('recommendations', () => {
  test('on the home page are nearest to the colours that the storefront chose, mixed', async ({ page, visitor }) => {
    await visitor.opens('/');
    await recommendations(page).isHeaded('Recommendations');
    await recommendations(page).areShown([
      'Lift & Carry 110 Gromwell Violet',
      'Night Shift Gromwell Violet',
      'Patience Gromwell Violet',
      'Counterweight Mugwort',
    ]);
    await recommendations(page).showPictures();
  });

  test('on a product page are nearest to its first variant when none is chosen', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    await recommendations(page).areShown(likeMadderRed);
  });

  test('on a product page are nearest to the chosen variant', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01?sku=CJ-01-PN');
    await recommendations(page).areShown(likePineNeedle);
  });

  test('follow the chosen variant without loading the page, back and forth', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    await visitor.staysWhile(async () => {
      await recommendations(page).lookAt('Pine Needle');
      await recommendations(page).areShown(likePineNeedle);
      await page.goBack();
      await recommendations(page).areShown(likeMadderRed);
      await page.goForward();
      await recommendations(page).areShown(likePineNeedle);
    });
  });

  test('lead to the very variant that they show', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01?sku=CJ-01-PN');
    await recommendations(page).leadTo([
      '/product/CJ-05?sku=CJ-05-PN',
      '/product/AJ-07?sku=AJ-07-PN',
      '/product/OJ-06?sku=OJ-06-PN',
      '/product/CJ-04?sku=CJ-04-JA',
    ]);
    await visitor.staysWhile(async () => {
      await recommendations(page).follow('Geobuk 8 Pine Needle');
      await expect(page).toHaveTitle('Geobuk 8 Pine Needle · Jogakbo');
    });
  });

  for (const sku of ['CJ-01-XX', 'AJ-01-SK'])
    test(`do not look at the SKU ${sku} that the product does not have, but at the product`, async ({ page, visitor }) => {
      await visitor.opens(`/product/CJ-01?sku=${sku}`);
      await recommendations(page).areShown(likeMadderRed);
    });

  test('stay away where they were not asked for', async ({ page, visitor }) => {
    await visitor.opens('/stores');
    await recommendations(page).areNone();
  });
});
