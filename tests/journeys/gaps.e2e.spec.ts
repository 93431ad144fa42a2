import { categoryPage, header } from '@jogakbo/explore-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { cases, test, type Case } from './ground/cases.ts';
import { expect } from './ground/test.ts';
import { seenPage, slot } from './objects/index.ts';
import type { Page } from '@playwright/test';

const work = (page: Page, blocks: readonly string[], timeout?: number) =>
  Promise.all(blocks.map((block) => slot(page, block).works(timeout)));
const areGaps = (page: Page, { blocks }: Case, kind?: RegExp) => Promise.all(blocks.map((block) => slot(page, block).isGap(kind)));

for (const trouble of cases) {
  const { vertical, blocks, others, othersWork } = trouble;

  test.describe(`${vertical} is away`, () => {
    test('when the page is asked for: a gap, which heals when it is back', async ({ page, shop, shared, visitor }) => {
      await seenPage(page).watchJumps();
      await shop.stop(vertical);
      const response = await page.goto(shared.address);
      expect(response!.status()).toBe(200);
      await work(page, others);
      await areGaps(page, trouble);
      await seenPage(page).isForEverybody();
      await visitor.staysWhile(async () => {
        await othersWork(page, shared);
        await shop.start(vertical);
        await work(page, blocks);
      });
      await seenPage(page).hasNotJumped();
    });

    test('while the page is open: what is shown stays, and works again when it is back', async ({ page, shop, shared, visitor }) => {
      await visitor.opens(shared.address);
      await shop.stop(vertical);
      await visitor.staysWhile(async () => {
        for (const block of blocks) await slot(page, block).isShown();
        await work(page, [...blocks, ...others]);
        await othersWork(page, shared);
        await shop.start(vertical);
        await visitor.isServed();
      });
    });

    test('without a word (frozen): the page streams on, and the block comes later', async ({ page, shop, shared, visitor }) => {
      await seenPage(page).watchJumps();
      await shop.pause(vertical);
      const response = await page.goto(shared.address, { waitUntil: 'commit' });
      await response!.finished();
      const { responseStart, responseEnd } = response!.request().timing();
      expect(responseStart, 'milliseconds until the page began').toBeLessThan(1000);
      expect(responseEnd, 'milliseconds until the page was whole').toBeLessThan(1500);
      await work(page, others);
      await areGaps(page, trouble);
      await seenPage(page).isForEverybody();
      await visitor.staysWhile(async () => {
        await shop.resume(vertical);
        await work(page, blocks, 20_000);
      });
      await seenPage(page).hasNotJumped();
    });
  });
}

test.describe('a page without its vertical', () => {
  test('whose home page it was keeps its place until it is back', async ({ page, shop }) => {
    await seenPage(page).watchJumps();
    await shop.stop('explore');
    expect((await page.goto('/'))!.status()).toBe(200);
    await work(page, ['inspire/recommendations']);
    await slot(page, 'explore/home-page').isGap();
    await seenPage(page).isForEverybody();
    await shop.start('explore');
    await work(page, ['explore/header', 'explore/home-page', 'explore/footer']);
    await seenPage(page).hasNotJumped();
  });

  test('still changes variants, whose data it has', async ({ page, shop, shared, visitor }) => {
    await visitor.opens(shared.address);
    await shop.stop('decide');
    await visitor.staysWhile(async () => {
      await productPage(page).choose(shared.variant);
      await productPage(page).isChosen(shared.variant);
    });
  });

  test('is reached from another page, and heals there', async ({ page, shop, shared, visitor }) => {
    await visitor.opens(shared.address);
    await shop.stop('explore');
    await visitor.staysWhile(async () => {
      await header(page).follow('Machines');
      await slot(page, 'explore/category-page').isGap();
      await shop.start('explore');
      await categoryPage(page).isHeaded('All Machines');
    });
  });
});
