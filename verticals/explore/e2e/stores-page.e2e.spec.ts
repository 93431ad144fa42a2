import { expect, test } from '@jogakbo/testing/shop';
import { storesPage } from './objects/index.ts';

test('the stores stand with name, street and city on lines of their own', async ({ page, visitor }) => {
  const response = await visitor.opens('/stores');
  expect(response.status()).toBe(200);
  await visitor.learns({ title: 'Our Stores · Jogakbo', description: /^6 stores/ });
  await storesPage(page).isHeaded('Our Stores');
  await storesPage(page).lists([
    ['The Hanok Yard', 'Persimmon Lane 3', 'Easterly'],
    ['Mill Barn', 'Upper Mill Road 18', 'Oatfield'],
    ['Harbour Shed No. 7', 'Rope Walk 7', 'Saltwick Bay'],
    ['The Old Station', 'Platform Road 1', 'Nether Junction'],
    ['The Glasshouse', 'Seedling Row 22', 'Great Marrow'],
    ['Market Hall', 'Thimble Square 12', 'Button-on-Thread'],
  ]);
});
