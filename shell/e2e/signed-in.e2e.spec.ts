import { expect, test } from '@jogakbo/testing/shop';
import { addresses } from './objects/index.ts';

test.describe('whoever is signed in as staff', () => {
  test.use({ extraHTTPHeaders: { authorization: `Bearer ${process.env['STAFF_TOKEN']}` } });

  test('sees so on every page, and can sign out; on a phone it covers nothing', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    const notice = page.getByRole('complementary', { name: 'Signed in' });
    await expect(notice).toContainText('You are signed in as staff.');
    await page.setViewportSize({ width: 390, height: 844 });
    const content = (await page.locator('jogakbo-page').boundingBox())!;
    expect((await notice.boundingBox())!.y).toBeGreaterThanOrEqual(content.y + content.height);
    await notice.getByRole('link', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/sign-out');
  });
});

test('a visitor sees nothing of signing in or out', async ({ page, visitor }) => {
  await visitor.opens(addresses.home);
  await expect(page.getByRole('complementary', { name: 'Signed in' })).toHaveCount(0);
});
