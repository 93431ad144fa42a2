import type { Route } from '@playwright/test';
import { test, type Subject } from './ground/cases.ts';
import { seenPage, slot } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

const away = { type: 'urn:jogakbo:problem:unavailable', title: 'The vertical is away', status: 503 };
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
