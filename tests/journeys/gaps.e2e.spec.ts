import type { Page } from '@playwright/test';
import { checkoutPage } from '@jogakbo/checkout-e2e';
import { categoryPage, header } from '@jogakbo/explore-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { cases, test } from './ground/cases.ts';
import { expect } from './ground/test.ts';
import { gapsIn, seenPage, slot } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

const work = (page: Page, blocks: readonly string[], timeout?: number) =>
  Promise.all(blocks.map((block) => slot(page, block).works(timeout)));
const areGaps = (page: Page, blocks: readonly string[]) => Promise.all(blocks.map((block) => slot(page, block).isGap()));

/** The page came with these gaps, and no other block is away or failed; on a busy machine one may be late. */
function expectGaps(html: string, blocks: readonly string[], gap: string) {
  const gaps = gapsIn(html);
  expect(gaps).toMatchObject(Object.fromEntries(blocks.map((block) => [block, gap])));
  for (const [block, other] of Object.entries(gaps)) if (!blocks.includes(block)) expect(['', 'late'], block).toContain(other);
}

for (const { vertical, address, asking, still, others, othersWork } of cases) {
  const own = [...asking, ...still];

  test.describe(`${vertical} is away`, () => {
    test('when the page is asked for: a gap, which heals when it is back', async ({ page, shop, subject, visitor }) => {
      await seenPage(page).watchJumps();
      await shop.stop(vertical);
      const response = await page.goto(await address(subject));
      expect(response!.status()).toBe(200);
      expectGaps(await response!.text(), own, 'away');
      await work(page, [...still, ...others]);
      await areGaps(page, asking);
      await seenPage(page).isForEverybody();
      await visitor.staysWhile(async () => {
        await shop.start(vertical);
        await work(page, own, 30_000);
      });
      await seenPage(page).hasNotJumped();
    });

    test('and a visitor goes on with the blocks of others', async ({ page, shop, subject, visitor }) => {
      await shop.stop(vertical);
      await page.goto(await address(subject));
      await work(page, others);
      await visitor.staysWhile(async () => {
        await othersWork(page, subject);
        await shop.start(vertical);
        await work(page, [...own, ...others], 30_000);
      });
    });

    test('while the page is open: what is shown stays, and works again when it is back', async ({ page, shop, subject, visitor }) => {
      await visitor.opens(await address(subject));
      await shop.stop(vertical);
      await visitor.staysWhile(async () => {
        for (const block of own) await slot(page, block).isShown();
        await work(page, [...own, ...others]);
        await seenPage(page).isForEverybody();
        await othersWork(page, subject);
        await shop.start(vertical);
        await work(page, [...own, ...others], 30_000);
      });
    });

    test('without a word (frozen): the page streams on, and the block comes later', async ({ page, shop, subject, visitor }) => {
      await seenPage(page).watchJumps();
      await shop.pause(vertical);
      const response = await page.goto(await address(subject), { waitUntil: 'commit' });
      expect(response!.status()).toBe(200);
      expectGaps(await response!.text(), own, 'late');
      const { requestStart, responseStart, responseEnd } = response!.request().timing();
      expect(responseStart - requestStart, 'milliseconds until the page began').toBeLessThan(1000);
      expect(responseEnd - requestStart, 'milliseconds until the page was whole').toBeLessThan(1500);
      await work(page, [...still, ...others]);
      await areGaps(page, asking);
      await seenPage(page).isForEverybody();
      await visitor.staysWhile(async () => {
        await shop.resume(vertical);
        await work(page, own, 30_000);
      });
      await seenPage(page).hasNotJumped();
    });
  });
}

test('while nobody can be paid, a checkout says so, and orders are shown without their receipt', async ({
  page,
  shop,
  subject,
  visitor,
}) => {
  const [checkout, order] = [await subject.atCheckout(), await subject.ordered()];
  await shop.stop('payment');
  await page.goto(order);
  await work(page, ['checkout/order-page', 'delivery/tracking']);
  await areGaps(page, ['payment/receipt']);
  await page.goto(checkout);
  await work(page, ['checkout/checkout-page', 'explore/store-picker']);
  await visitor.staysWhile(async () => {
    await checkoutPage(page).fill();
    await checkoutPage(page).place();
    await checkoutPage(page).complains('Payment is temporarily unavailable, so nothing was ordered.');
    await shop.start('payment');
    await work(page, ['payment/payment-method'], 30_000);
    await checkoutPage(page).canBePlaced();
  });
});

test('while the catalogue is away, people order at the prices that they see, and are told so', async ({ page, shop, subject }) => {
  const checkout = await subject.atCheckout();
  await shop.stop('assortment');
  await page.goto(checkout);
  await work(page, ['checkout/checkout-page', 'payment/payment-method']);
  await checkoutPage(page).fill();
  await checkoutPage(page).place();
  await page.getByRole('link', { name: 'Follow your order' }).click();
  await expect(page.locator('.c_OrderPage__unchecked')).toBeVisible();
});

test.describe('a page whose vertical is away', () => {
  test('still changes variants, whose data it has', async ({ page, shop, subject, visitor }) => {
    await visitor.opens(subject.address);
    await shop.stop('decide');
    await visitor.staysWhile(async () => {
      await productPage(page).choose(subject.variant);
      await productPage(page).isChosen(subject.variant);
    });
  });

  test('is reached from another page, and heals there', async ({ page, shop, subject, visitor }) => {
    await visitor.opens(subject.address);
    await shop.stop('explore');
    await visitor.staysWhile(async () => {
      await header(page).follow('Machines');
      await slot(page, 'explore/category-page').isGap();
      await shop.start('explore');
      await categoryPage(page).isHeaded('All Machines');
    });
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a gap leads to the page once more, which is whole when its vertical is back', async ({ page, shop }) => {
    await shop.stop('explore');
    await page.goto('/products');
    const main = slot(page, 'explore/category-page');
    await main.isGap(/^away$/);
    await main.promisesNothing();
    await shop.start('explore');
    // Whoever is quicker than the news that it is back presses once more.
    await expect(async () => {
      await main.loadAgain();
      await categoryPage(page).isHeaded('All Machines');
    }).toPass();
  });
});
