import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@jogakbo/testing/shop';
import { cartOf } from './cart-of.ts';
import { cartPage, miniCart } from './objects/index.ts';

const twoOfOne = 'CJ-01-MR_2|CJ-02-CE_1';

test.describe('a basket', () => {
  test.beforeEach(({ context, baseURL }) => cartOf(context, baseURL, twoOfOne));

  test('comes with the page, and the header counts it', async ({ page, visitor }) => {
    const response = await visitor.opens('/checkout/cart');
    expect(response.headers()['cache-control']).toBe('no-store');
    expect(await response.text()).toMatch(/class="c_MiniCart__quantity[^"]*">3</);
    await visitor.learns({ title: 'Your basket · Jogakbo', description: /today’s prices/ });
    await cartPage(page).lists(['Sunday Furrow Madder Red', 'Halmoni 28 Celadon']);
    await cartPage(page).hasSkus(['CJ-01-MR', 'CJ-02-CE']);
    await cartPage(page).hasQuantities([2, 1]);
    await miniCart(page).counts(3);
    await miniCart(page).isTitled('View Cart');
  });

  test('is added up', async ({ page, visitor }) => {
    await visitor.opens('/checkout/cart');
    await cartPage(page).costs(['57,800.00 €', '22,900.00 €']);
    await cartPage(page).comesTo('80,700.00 €');
  });

  test('leads to its products and on', async ({ page, visitor }) => {
    await visitor.opens('/products');
    await visitor.staysWhile(async () => {
      await miniCart(page).follow();
      await expect(page).toHaveURL('/checkout/cart');
      await cartPage(page).followProduct('Halmoni 28 Celadon');
      await expect(page).toHaveURL('/product/CJ-02?sku=CJ-02-CE');
      await page.goBack();
      await cartPage(page).follow('Continue Shopping');
      await expect(page).toHaveURL('/');
    });
  });

  test('loses a line, by mouse and by key, without loading the page', async ({ page, visitor }) => {
    await visitor.opens('/checkout/cart');
    await visitor.staysWhile(async () => {
      await cartPage(page).remove('Halmoni 28 Celadon');
      await cartPage(page).lists(['Sunday Furrow Madder Red']);
      await cartPage(page).comesTo('57,800.00 €');
      await cartPage(page).tells('Halmoni 28 Celadon was removed.');
      await cartPage(page).focusRemoval('Sunday Furrow Madder Red');
      await page.keyboard.press('Enter');
      await cartPage(page).isEmpty();
      await cartPage(page).headingIsFocused();
      await miniCart(page).counts(0);
    });
    await page.reload();
    await cartPage(page).isEmpty();
  });

  test('fits on a phone', async ({ page, visitor }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.opens('/checkout/cart');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await cartPage(page).remove('Sunday Furrow Madder Red');
    await cartPage(page).lists(['Halmoni 28 Celadon']);
  });
});

test.describe('a cookie', () => {
  for (const value of ['nonsense', 'CJ-01-MR_0', 'CJ-01-MR_1|', '%3Cscript%3E_1', 'CJ-01-MR_100'])
    test(`that no basket has written is an empty one: ${value}`, async ({ page, visitor, context, baseURL }) => {
      await cartOf(context, baseURL, value);
      const response = await visitor.opens('/checkout/cart');
      expect(response.status()).toBe(200);
      await cartPage(page).isEmpty();
      await miniCart(page).counts(0);
    });

  test('with what is not on sale says so, until it is removed', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, 'CJ-99-XX_4|CJ-01-MR_1');
    await visitor.opens('/checkout/cart');
    await cartPage(page).leavesOut(['CJ-99-XX']);
    await cartPage(page).lists(['Sunday Furrow Madder Red']);
    await miniCart(page).counts(1);
    await cartPage(page).remove('CJ-99-XX');
    await cartPage(page).leavesOut([]);
    await page.reload();
    await cartPage(page).lists(['Sunday Furrow Madder Red']);
    await cartPage(page).leavesOut([]);
  });
});

test('an empty basket helps on', async ({ page, visitor }) => {
  await visitor.opens('/checkout/cart');
  await cartPage(page).isEmpty();
  await cartPage(page).follow('See all machines');
  await expect(page).toHaveURL('/products');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const [what, cart] of Object.entries({ full: twoOfOne, 'with something left out': 'CJ-99-XX_4|CJ-01-MR_1', empty: '' }))
    test(`a basket keeps nobody out: ${what}, in the ${colorScheme}`, async ({ page, visitor, context, baseURL }) => {
      await page.emulateMedia({ colorScheme });
      await cartOf(context, baseURL, cart);
      await visitor.opens('/checkout/cart');
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
    });
