import { expect, test } from '@jogakbo/testing/shop';
import { header } from './objects/index.ts';

test.describe('the header', () => {
  test('leads home by its logo, and to machines and stores', async ({ page, visitor }) => {
    await visitor.opens('/products');
    await header(page).leads('home', '/');
    await header(page).leads('Machines', '/products');
    await header(page).leads('Stores', '/stores');
    await visitor.staysWhile(async () => {
      await header(page).follow('Stores');
      await expect(page).toHaveTitle('Our Stores · Jogakbo');
      await header(page).follow('home');
      await expect(page).toHaveTitle('Jogakbo · tractors in every colour');
    });
  });

  test('stays in sight while the page scrolls', async ({ page, visitor }) => {
    await visitor.opens('/products');
    await page.mouse.wheel(0, 1500);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
    await header(page).staysInSight();
  });

  test('is walked through by the keyboard, from left to right', async ({ page, visitor }) => {
    await visitor.opens('/');
    await page.keyboard.press('Tab');
    for (const item of ['home', 'Machines', 'Stores', 'search', 'find', 'basket'] as const) {
      await page.keyboard.press('Tab');
      await header(page).isFocused(item);
    }
  });

  test('has no menu where there is room for all', async ({ page, visitor }) => {
    await visitor.opens('/');
    await header(page).hides('Menu');
    await header(page).menuIsOpen();
  });
});

test.describe('the header on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test.beforeEach(async ({ visitor }) => void (await visitor.opens('/')));

  test('folds its navigation into a menu', async ({ page }) => {
    await header(page).shows('home');
    await header(page).menuIsClosed();
    await header(page).openMenu();
    await header(page).menuIsOpen();
    for (const item of ['Machines', 'Stores', 'search'] as const) await header(page).shows(item);
  });

  test('closes its menu when it was followed somewhere', async ({ page }) => {
    await header(page).openMenu();
    await header(page).follow('Stores');
    await expect(page).toHaveURL('/stores');
    await header(page).menuIsClosed();
  });

  test('closes its menu when something was searched', async ({ page }) => {
    await header(page).openMenu();
    await header(page).search('teacup');
    await expect(page).toHaveURL('/products?q=teacup');
    await header(page).menuIsClosed();
  });

  test('opens its menu by a key, and gives the focus back when it closes', async ({ page }) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await header(page).isFocused('home');
    await page.keyboard.press('Tab');
    await header(page).isFocused('basket');
    await page.keyboard.press('Tab');
    await header(page).isFocused('Menu');
    await page.keyboard.press('Enter');
    await header(page).menuIsOpen();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await header(page).menuIsClosed();
    await header(page).isFocused('Menu');
  });
});
