import { expect, test } from '@jogakbo/testing/shop';
import { cartOf, keptIn } from './cart-of.ts';
import { addToCart, cartPage, miniCart } from './objects/index.ts';

test.describe('a product', () => {
  test('is offered at its price, which follows the chosen variant without loading the page', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    await addToCart(page).says('28,900.00 €', 'free shipping');
    await visitor.staysWhile(async () => {
      await page.getByRole('link', { name: 'Third-Dip Indigo', exact: true }).click();
      await addToCart(page).says('29,500.00 €');
      await addToCart(page).adds();
    });
    await addToCart(page).followToCart();
    await cartPage(page).lists(['Sunday Furrow Third-Dip Indigo']);
  });

  test('goes into the basket without loading the page, and the header knows', async ({ page, visitor, context }) => {
    await visitor.opens('/product/CJ-01');
    await miniCart(page).counts(0);
    await visitor.staysWhile(async () => {
      await addToCart(page).isNotConfirmed();
      await addToCart(page).adds();
      await miniCart(page).counts(1);
      await addToCart(page).add();
      await miniCart(page).counts(2);
      await addToCart(page).followToCart();
      await cartPage(page).hasQuantities([2]);
    });
    expect(await keptIn(context)).toMatchObject({ value: 'CJ-01-MR_2', httpOnly: true, sameSite: 'Lax', path: '/' });
  });

  test('that is added is told to the page around by a DOM event', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    const heard = page.evaluate(() => new Promise<boolean>((tell) => document.addEventListener('checkout:cart-updated', () => tell(true))));
    await addToCart(page).add();
    expect(await heard).toBe(true);
  });

  test('goes into the basket by the keyboard', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    await addToCart(page).focus();
    await page.keyboard.press('Enter');
    await addToCart(page).isConfirmed();
    await miniCart(page).counts(1);
  });

  test('of which no more can be ordered is refused, with the reason', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, 'CJ-01-MR_20');
    await visitor.opens('/product/CJ-01');
    await addToCart(page).add();
    await addToCart(page).isRefused('more can’t be ordered at once');
    await miniCart(page).counts(20);
  });
});

test('another tab follows', async ({ page, visitor, context }) => {
  await visitor.opens('/product/CJ-01');
  const other = await context.newPage();
  await other.goto('/checkout/cart');
  await cartPage(other).isEmpty();
  await addToCart(page).adds();
  await miniCart(other).counts(1);
  await cartPage(other).lists(['Sunday Furrow Madder Red']);
  await cartPage(other).remove('Sunday Furrow Madder Red');
  await miniCart(page).counts(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a product goes into the basket, which comes next', async ({ page, visitor }) => {
    await visitor.reads('/product/CJ-01?sku=CJ-01-PN');
    await addToCart(page).add();
    await expect(page).toHaveURL('/checkout/cart');
    await cartPage(page).lists(['Sunday Furrow Pine Needle']);
    await miniCart(page).counts(1);
    await page.reload();
    await miniCart(page).counts(1);
  });

  test('what is removed is gone', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, 'CJ-01-MR_2|CJ-01-PN_1');
    await visitor.reads('/checkout/cart');
    await miniCart(page).counts(3);
    await cartPage(page).remove('Sunday Furrow Madder Red');
    await cartPage(page).lists(['Sunday Furrow Pine Needle']);
    await miniCart(page).counts(1);
  });

  test('a refusal is a page that says why, and leads on', async ({ page, visitor, context, baseURL }) => {
    await cartOf(context, baseURL, 'CJ-01-MR_20');
    await visitor.reads('/product/CJ-01');
    await addToCart(page).add();
    await expect(page.getByText('more can’t be ordered at once')).toBeVisible();
    await page.getByRole('link', { name: 'Go on' }).click();
    await cartPage(page).hasQuantities([20]);
  });
});
