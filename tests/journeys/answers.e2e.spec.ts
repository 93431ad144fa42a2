import type { Route } from '@playwright/test';
import { test, type Subject } from './ground/cases.ts';
import { Customer } from './ground/customer.ts';
import { expect } from './ground/test.ts';
import { seenPage, slot } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

const away = { type: 'urn:jogakbo:problem:unavailable', title: 'The vertical is unavailable', status: 503 };
const faults: Record<string, (route: Route) => unknown> = {
  'answers 500': (route) => route.fulfill({ status: 500, body: 'Something broke.' }),
  'answers 503': (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(away) }),
  'never answers': () => undefined,
};
/** Where a product's name is seen. */
const places: Record<string, (subject: Subject) => { address: string; block: string }> = {
  explore: () => ({ address: '/products', block: 'explore/category-page' }),
  decide: ({ address }) => ({ address, block: 'decide/product-page' }),
  inspire: () => ({ address: '/', block: 'inspire/recommendations' }),
};

for (const vertical of Object.keys(places))
  for (const [what, fault] of Object.entries(faults))
    test(`the API of ${vertical} ${what} after a change: the last view stays, the new one comes by itself`, async ({
      page,
      subject,
      catalogue,
      visitor,
    }) => {
      const { id, name } = await catalogue.manyColoured();
      const { address, block } = places[vertical]!(subject);
      await visitor.opens(address);
      await page.route(`**/api/${vertical}/**`, fault);
      const asked = page.waitForRequest(`**/api/${vertical}/**`);
      await visitor.staysWhile(async () => {
        await catalogue.change(id, (product) => (product.name = `${name} II`));
        await asked;
        await slot(page, block).works();
        await slot(page, block).says(name);
        await slot(page, block).doesNotSay(`${name} II`);
        await seenPage(page).isForEverybody();
        await page.unroute(`**/api/${vertical}/**`);
        await slot(page, block).says(`${name} II`, 30_000);
      });
    });

/** What blocks of three verticals say of an order, before and after it is cancelled. */
const ofOrder = {
  'checkout/order-page': ['It is yours, and paid.', 'It is cancelled'],
  'payment/receipt': ['Paid. Thank you.', 'Given back, all of it.'],
  'delivery/tracking': ['We are about to pack it.', 'It stays with us'],
} as const;

for (const [what, fault] of Object.entries(faults))
  test(`all APIs about an order, each of which ${what} after a change: the last view stays, the new one comes by itself`, async ({
    page,
    subject,
    visitor,
  }) => {
    const { orderId, key } = await subject.buys(page.request);
    const customer = new Customer(page.request);
    const blocks = Object.entries(ofOrder);
    const apis = /\/api\/(checkout|payment|delivery)\//;
    await visitor.opens(`/orders/${orderId}`);
    for (const [block, [before]] of blocks) await slot(page, block).says(before);
    await page.route(apis, fault);
    const asked = blocks.map(([block]) => page.waitForRequest(`**/api/${block.split('/')[0]}/**`));
    await visitor.staysWhile(async () => {
      expect(await customer.command('checkout', 'CancelOrder', { orderId, key })).toMatchObject({ status: 200 });
      await Promise.all(asked);
      for (const [block, [before, after]] of blocks) {
        await slot(page, block).works();
        await slot(page, block).says(before);
        await slot(page, block).doesNotSay(after);
      }
      await seenPage(page).isForEverybody();
      await page.unroute(apis);
      for (const [block, [, after]] of blocks) await slot(page, block).says(after, 30_000);
    });
  });
