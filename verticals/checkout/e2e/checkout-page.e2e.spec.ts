import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '@jogakbo/testing/shop';
import { cartOf } from './cart-of.ts';
import { cartPage, checkoutPage, miniCart, orderPage, ordersPage, thanksPage } from './objects/index.ts';

const oneOfOne = 'CJ-01-MR_1';
const name = 'Sunday Furrow Madder Red';
const price = '28,900.00 €';

/** Orders what is in the cart, up to the thanks. */
async function buy(page: Page) {
  await checkoutPage(page).fill();
  await checkoutPage(page).place();
  await thanksPage(page).isShown();
}

async function fitsAPhone(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

async function keepsNobodyOut(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
}

test.describe('what is in the basket', () => {
  test.beforeEach(({ context, baseURL }) => cartOf(context, baseURL, oneOfOne));

  test('is ordered, and followed until it is confirmed, without loading a page', async ({ page, visitor }) => {
    await visitor.opens('/checkout/cart');
    await visitor.staysWhile(async () => {
      await cartPage(page).follow('Checkout');
      await expect(page).toHaveURL('/checkout/checkout');
      await checkoutPage(page).hasCompactHeader();
      await checkoutPage(page).lists([name]);
      await checkoutPage(page).comesTo(price);
      await visitor.isServed();
      await buy(page);
      await thanksPage(page).celebrates();
      await miniCart(page).counts(0);
      await thanksPage(page).follow();
      await orderPage(page).isShown();
      await orderPage(page).reaches('confirmed');
      await orderPage(page).hasTaken(['placed', 'stock reserved', 'payment authorized', 'confirmed']);
      await orderPage(page).lists([name]);
      await orderPage(page).comesTo(price);
      await orderPage(page).isFor('Ada Lovelace');
    });
    await visitor.opens('/orders');
    await ordersPage(page).lists([name]);
    await ordersPage(page).follow(name);
    await orderPage(page).reaches('confirmed');
  });

  test('is celebrated under the policy of a page: no worker, no style of its own', async ({ page, visitor }) => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await visitor.opens('/checkout/checkout');
    await buy(page);
    await thanksPage(page).isStrewn();
    expect(refused).toEqual([]);
  });

  test('is ordered once by a double click', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).fill();
    await checkoutPage(page).placeTwice();
    await thanksPage(page).isShown();
    await thanksPage(page).seeAll();
    await ordersPage(page).lists([name]);
  });

  test('can’t be ordered before all is filled in', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).leaveFirstNameEmpty();
    await checkoutPage(page).complains('Please fill in the first name.');
    await checkoutPage(page).fillFirstName();
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).fillLastName();
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).keepsStoreToItself();
    await checkoutPage(page).chooseStore();
    await checkoutPage(page).canBePlaced();
    await checkoutPage(page).fillLastName(' ');
    await checkoutPage(page).cannotBePlaced();
  });

  test('is ordered by the keyboard', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).focusStores();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Enter');
    await checkoutPage(page).hasStore();
    await checkoutPage(page).focusFirstName();
    await page.keyboard.type('Ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Lovelace');
    await checkoutPage(page).canBePlaced();
    await page.keyboard.press('Enter');
    await thanksPage(page).isShown();
  });

  test('is seen by somebody else only who has its link', async ({ page, visitor, browser, baseURL }) => {
    await visitor.opens('/checkout/checkout');
    await buy(page);
    await thanksPage(page).follow();
    await orderPage(page).isShown();
    const address = await orderPage(page).sharedAddress();
    const other = await browser.newContext({ baseURL: baseURL! });
    const elsewhere = await other.newPage();
    const response = await elsewhere.goto(address.split('?')[0]!);
    expect(response?.status()).toBe(404);
    await orderPage(elsewhere).isNotThere();
    await elsewhere.goto(address);
    await orderPage(elsewhere).isShown();
    await orderPage(elsewhere).lists([name]);
    await other.close();
  });

  test('is cancelled after a second thought', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await buy(page);
    await thanksPage(page).follow();
    await orderPage(page).reaches('confirmed');
    await orderPage(page).cancel();
    await orderPage(page).reaches('cancelled');
  });

  test('is ordered on a phone', async ({ page, visitor }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.opens('/checkout/checkout');
    await fitsAPhone(page);
    await buy(page);
    await fitsAPhone(page);
    await thanksPage(page).follow();
    await orderPage(page).reaches('confirmed');
    await fitsAPhone(page);
    await visitor.opens('/orders');
    await ordersPage(page).lists([name]);
    await fitsAPhone(page);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`is ordered by whoever it is, in the ${colorScheme}`, async ({ page, visitor }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await visitor.opens('/checkout/checkout');
      await checkoutPage(page).leaveFirstNameEmpty();
      await keepsNobodyOut(page);
      await buy(page);
      await keepsNobodyOut(page);
      await thanksPage(page).follow();
      await orderPage(page).reaches('confirmed');
      await keepsNobodyOut(page);
      await visitor.opens('/orders');
      await ordersPage(page).lists([name]);
      await keepsNobodyOut(page);
    });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('what is in the basket is ordered, and found again', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, oneOfOne);
    await visitor.reads('/checkout/checkout');
    await checkoutPage(page).canBePlaced();
    await checkoutPage(page).fillFirstName();
    await checkoutPage(page).fillLastName();
    await checkoutPage(page).typeStore('mill-barn');
    await checkoutPage(page).place();
    await thanksPage(page).isShown();
    await miniCart(page).counts(0);
    await thanksPage(page).follow();
    await orderPage(page).isShown();
    await orderPage(page).lists([name]);
    await visitor.reads('/orders');
    await ordersPage(page).lists([name]);
  });
});

test.describe('whoever has ordered nothing', () => {
  test('can’t order an empty basket', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).isEmpty();
    await keepsNobodyOut(page);
  });

  test('has no orders, and no latest one', async ({ page, visitor }) => {
    await visitor.opens('/orders');
    await ordersPage(page).isEmpty();
    await keepsNobodyOut(page);
    await visitor.opens('/checkout/thanks');
    await thanksPage(page).knowsNoOrder();
    await thanksPage(page).goOn();
    await expect(page).toHaveURL('/');
  });

  test('finds no order at an address that was made up', async ({ page, visitor }) => {
    const response = await visitor.opens('/orders/nobodys-order');
    expect(response.status()).toBe(404);
    await orderPage(page).isNotThere();
    await keepsNobodyOut(page);
  });
});
