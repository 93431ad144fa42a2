import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '@jogakbo/testing/shop';
import { cartOf } from './cart-of.ts';
import { cartPage, checkoutPage, miniCart, orderPage, ordersPage, thanksPage } from './objects/index.ts';
import { onePieceMore } from './one-piece-more.ts';

const oneOfOne = 'CJ-01-MR_1';
const name = 'Sunday Furrow Madder Red';
const price = '28,900.00 €';

/** Orders what is in the cart, up to the thanks; others find as many pieces as before. */
async function buy(page: Page) {
  await onePieceMore(page.request, { productId: 'CJ-01', sku: 'CJ-01-MR' });
  await checkoutPage(page).fill();
  await checkoutPage(page).place();
  await thanksPage(page).isShown();
}

async function keepsNobodyOut(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
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

  test('can’t be ordered before all is filled in', async ({ page, visitor }) => {
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).leaveFirstNameEmpty();
    await checkoutPage(page).complains('Please fill in the first name.');
    await checkoutPage(page).fillFirstName();
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).fillLastName();
    await checkoutPage(page).cannotBePlaced();
    await checkoutPage(page).saysStore('Please choose a store');
    await checkoutPage(page).chooseStore();
    await checkoutPage(page).saysStore('The Hanok Yard');
    await checkoutPage(page).canBePlaced();
    await checkoutPage(page).fillLastName(' ');
    await checkoutPage(page).cannotBePlaced();
  });

  test('is celebrated under the policy of a page, and seen by somebody else only who has its link', async ({
    page,
    visitor,
    browser,
    baseURL,
  }) => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await visitor.opens('/checkout/checkout');
    await buy(page);
    await thanksPage(page).isStrewn();
    expect(refused).toEqual([]);
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
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a refusal says why, and leads back to the checkout', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, oneOfOne);
    await visitor.reads('/checkout/checkout');
    await checkoutPage(page).canBePlaced();
    await checkoutPage(page).fillFirstName();
    await checkoutPage(page).fillLastName();
    await checkoutPage(page).selectStore();
    await cartOf(context, baseURL, 'CJ-01-MR_2');
    await checkoutPage(page).place();
    await expect(page.getByText('The total is now 57,800.00 €.')).toBeVisible();
    await page.getByRole('link', { name: 'Go on' }).click();
    await checkoutPage(page).comesTo('57,800.00 €');
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
