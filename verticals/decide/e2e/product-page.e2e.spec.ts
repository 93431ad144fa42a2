import { expect, test } from '@jogakbo/testing/shop';
import { productPage } from './objects/index.ts';

test.describe('a product', () => {
  test('says all that is needed to decide', async ({ page, visitor }) => {
    const response = await visitor.opens('/product/CJ-01');
    expect(response.status()).toBe(200);
    await visitor.learns({
      title: 'Sunday Furrow Madder Red · Jogakbo',
      description: /^Sunday Furrow in Madder Red for 28,900.00 €\. Starts on the first turn/,
    });
    await productPage(page).isTitled('Sunday Furrow');
    await productPage(page).costs('28,900.00 €');
    await productPage(page).showsPictureOf('Sunday Furrow in Madder Red');
    await productPage(page).leadsBackTo('Classics', '/products/classic');
    await productPage(page).highlights([
      'Starts on the first turn, even when you would rather it did not.',
      'Cast-iron spoked wheels that your grandchildren will argue over.',
      'A sprung pan seat: the original ergonomic chair.',
    ]);
  });

  test('is shown in its first variant when none is asked for', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01');
    await productPage(page).offersVariants(['Madder Red', 'Pine Needle', 'Third-Dip Indigo']);
    await productPage(page).isChosen('Madder Red');
  });

  test('is shown in the variant that its address asks for', async ({ page, visitor }) => {
    await visitor.opens('/product/CJ-01?sku=CJ-01-SK');
    await productPage(page).isChosen('Third-Dip Indigo');
    await productPage(page).costs('29,500.00 €');
    await productPage(page).showsPictureOf('Sunday Furrow in Third-Dip Indigo');
  });

  for (const sku of ['CJ-01-XX', 'AJ-01-SK', '%3Cscript%3E', 'x'.repeat(300)]) {
    test(`is shown in its first variant for a SKU it does not have: ${decodeURIComponent(sku).slice(0, 10)}`, async ({ page, visitor }) => {
      const response = await visitor.opens(`/product/CJ-01?sku=${sku}`);
      expect(response.status()).toBe(200);
      await productPage(page).isChosen('Madder Red');
    });
  }

  for (const address of ['/product/CJ-99', '/product/CJ-99?sku=CJ-01-SK']) {
    test(`that does not exist is not found, and the page helps: ${address}`, async ({ page, visitor }) => {
      const response = await visitor.opens(address);
      expect(response.status()).toBe(404);
      await visitor.learns({ title: 'No such product · Jogakbo', description: 'There is no product at this address.' });
      await productPage(page).says('This machine has left the field');
      await productPage(page).follow('See all machines');
      await expect(page).toHaveURL('/products');
    });
  }
});

test.describe('another variant', () => {
  test.beforeEach(async ({ visitor }) => void (await visitor.opens('/product/CJ-01')));

  test('changes address, price, picture and title without loading the page', async ({ page, visitor }) => {
    const first = await productPage(page).picture();
    await visitor.staysWhile(async () => {
      await productPage(page).choose('Third-Dip Indigo');
      await productPage(page).isChosen('Third-Dip Indigo');
    });
    await expect(page).toHaveURL('/product/CJ-01?sku=CJ-01-SK');
    await productPage(page).costs('29,500.00 €');
    await productPage(page).showsPictureOf('Sunday Furrow in Third-Dip Indigo');
    expect(await productPage(page).picture()).not.toBe(first);
    await visitor.learns({
      title: 'Sunday Furrow Third-Dip Indigo · Jogakbo',
      description: /^Sunday Furrow in Third-Dip Indigo for 29,500.00 €/,
    });
  });

  test('is left and met again by Back and Forward', async ({ page, visitor }) => {
    await visitor.staysWhile(async () => {
      await productPage(page).choose('Pine Needle');
      await productPage(page).isChosen('Pine Needle');
      await productPage(page).choose('Third-Dip Indigo');
      await productPage(page).isChosen('Third-Dip Indigo');
      await page.goBack();
      await productPage(page).isChosen('Pine Needle');
      await expect(page).toHaveURL('/product/CJ-01?sku=CJ-01-PN');
      await page.goBack();
      await productPage(page).isChosen('Madder Red');
      await productPage(page).costs('28,900.00 €');
      await page.goForward();
      await page.goForward();
      await productPage(page).isChosen('Third-Dip Indigo');
      await productPage(page).costs('29,500.00 €');
    });
  });

  test('is chosen by the keyboard', async ({ page }) => {
    await productPage(page).focusVariant('Pine Needle');
    await page.keyboard.press('Enter');
    await productPage(page).isChosen('Pine Needle');
  });

  test('keeps the place on the page', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 600 });
    await page.evaluate(() => scrollTo(0, 300));
    await productPage(page).choose('Pine Needle');
    await productPage(page).isChosen('Pine Needle');
    expect(await page.evaluate(() => scrollY)).toBe(300);
  });

  test('is kept by a reload', async ({ page, visitor }) => {
    await productPage(page).choose('Pine Needle');
    await productPage(page).isChosen('Pine Needle');
    await page.reload();
    await visitor.isServed();
    await productPage(page).isChosen('Pine Needle');
  });
});
