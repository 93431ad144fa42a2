import type { Page } from '@playwright/test';
import { expect, test, type Visitor } from '@jogakbo/testing/shop';
import { addresses, complaintsOf, shopDocument } from './objects/index.ts';

test.describe('going to another page', () => {
  test('loads no document, and changes address, title and description', async ({ page, visitor }) => {
    const complaints = complaintsOf(page);
    await visitor.opens(addresses.home);
    await visitor.staysWhile(async () => {
      await shopDocument(page).follow('Stores');
      await shopDocument(page).isHeaded('Our Stores');
      await expect(page).toHaveURL(addresses.stores);
      await visitor.learns({ title: 'Our Stores · Jogakbo', description: /^6 stores/ });
      await shopDocument(page).follow('Machines');
      await shopDocument(page).isHeaded('All Machines');
      await visitor.learns({ title: 'All Machines · Jogakbo', description: /^All Machines: 27 products/ });
    });
    complaints.areNone();
  });

  test('moves the focus to its content, and says its title', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await shopDocument(page).follow('Stores');
    await shopDocument(page).contentIsFocused();
    await shopDocument(page).announces('Our Stores · Jogakbo');
  });

  test('begins at its top', async ({ page, visitor }) => {
    await visitor.opens(addresses['all machines']);
    await shopDocument(page).scrollTo(600);
    await shopDocument(page).follow('Stores');
    await shopDocument(page).isHeaded('Our Stores');
    await shopDocument(page).isScrolledTo(0);
  });

  test('that does not exist shows the page that helps', async ({ page, visitor }) => {
    await visitor.opens(addresses.stores);
    await visitor.staysWhile(async () => {
      await shopDocument(page).relink('All machines', '/nowhere');
      await shopDocument(page).follow('All machines');
      await shopDocument(page).isHeaded('Nothing is stitched here');
    });
  });
});

test('a page whose parts do not come is loaded whole, also at a place on it', async ({ page, visitor }) => {
  await visitor.opens(addresses.home);
  await page.route('**/stores', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
  await shopDocument(page).relink('All machines', '/stores#content');
  await shopDocument(page).follow('All machines');
  await shopDocument(page).isHeaded('Our Stores');
});

/** Follows a link from 900 pixels down the list of all machines to a product's page. */
async function leaveFromTheMiddle(page: Page, visitor: Visitor) {
  await visitor.opens(addresses['all machines']);
  await shopDocument(page).scrollTo(900);
  await shopDocument(page).followInSight(12);
  await expect(page).toHaveURL(/\/product\//);
  await shopDocument(page).isScrolledTo(0);
}

test.describe('Back and Forward', () => {
  test('show the pages of the history without loading them', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await visitor.staysWhile(async () => {
      await shopDocument(page).follow('Machines');
      await shopDocument(page).isHeaded('All Machines');
      await shopDocument(page).follow('Stores');
      await shopDocument(page).isHeaded('Our Stores');
      await page.goBack();
      await shopDocument(page).isHeaded('All Machines');
      await page.goBack();
      await shopDocument(page).isHeaded('Machines with a colour of their own');
      await page.goForward();
      await shopDocument(page).isHeaded('All Machines');
    });
  });

  test('return to the place on the page', async ({ page, visitor }) => {
    await leaveFromTheMiddle(page, visitor);
    await page.goBack();
    await shopDocument(page).isHeaded('All Machines');
    await shopDocument(page).isScrolledTo(900);
  });

  test('return to the place on the page in both directions', async ({ page, visitor }) => {
    await leaveFromTheMiddle(page, visitor);
    await shopDocument(page).scrollTo(200);
    await page.goBack();
    await shopDocument(page).isHeaded('All Machines');
    await shopDocument(page).isScrolledTo(900);
    await page.goForward();
    await expect(page).toHaveURL(/\/product\//);
    await shopDocument(page).isScrolledTo(200);
  });

  test('return to a place that the page is not yet long enough for', async ({ page, visitor }) => {
    await leaveFromTheMiddle(page, visitor);
    await shopDocument(page).keepShort();
    await page.goBack();
    await shopDocument(page).announces('All Machines · Jogakbo');
    await shopDocument(page).isScrolledShortOf(900);
    await shopDocument(page).letGrow();
    await shopDocument(page).isScrolledTo(900);
  });

  test('leave a page that grows where somebody has moved it', async ({ page, visitor }) => {
    await leaveFromTheMiddle(page, visitor);
    await shopDocument(page).keepShort();
    await page.goBack();
    await shopDocument(page).announces('All Machines · Jogakbo');
    await page.keyboard.press('Home');
    await shopDocument(page).isScrolledTo(0);
    await shopDocument(page).letGrow();
    await shopDocument(page).staysScrolledTo(0);
  });

  test('come back from another document to the same place', async ({ page, visitor }) => {
    await visitor.opens(addresses['all machines']);
    await shopDocument(page).scrollTo(900);
    await page.goto('/api/openapi.json');
    await page.goBack();
    await shopDocument(page).isHeaded('All Machines');
    await shopDocument(page).isScrolledTo(900);
  });
});

test('a reload keeps the place on the page', async ({ page, visitor }) => {
  await visitor.opens(addresses['all machines']);
  await shopDocument(page).scrollTo(900);
  await page.reload();
  await visitor.isServed();
  await shopDocument(page).isScrolledTo(900);
});

test('a link that is meant for a new tab gets one', async ({ page, visitor, context }) => {
  await visitor.opens(addresses.home);
  const opened = context.waitForEvent('page');
  await shopDocument(page).followInNewTab('Stores');
  await (await opened).waitForURL(addresses.stores);
  await expect(page).toHaveURL(addresses.home);
});
