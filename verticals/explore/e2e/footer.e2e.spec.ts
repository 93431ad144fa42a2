import { expect, test } from '@jogakbo/testing/shop';
import { footer } from './objects/index.ts';

test('the footer leads on from every page', async ({ page, visitor }) => {
  for (const address of ['/', '/products', '/products/classic', '/stores', '/product/CJ-01', '/nowhere']) {
    await visitor.opens(address);
    await footer(page).isShown();
    await footer(page).offers(['All machines', 'Our stores', 'Home']);
  }
  await footer(page).follow('Our stores');
  await expect(page).toHaveURL('/stores');
});
