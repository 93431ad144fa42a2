import type { Route } from '@playwright/test';
import { cases, test } from './ground/cases.ts';
import { expect } from './ground/test.ts';
import { seenPage, slot } from './objects/index.ts';

const away = { type: 'urn:jogakbo:problem:unavailable', title: 'The vertical is away', status: 503 };
const faults: Record<string, (route: Route) => unknown> = {
  'answers 500': (route) => route.fulfill({ status: 500, body: 'Something broke.' }),
  'answers 503': (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(away) }),
  'never answers': () => undefined,
};
/** Where a change of the product's name is seen on the page that all share. */
const seenIn: Record<string, string> = { decide: 'decide/product-page', inspire: 'inspire/recommendations' };

for (const { vertical, blocks, othersWork } of cases)
  for (const [what, fault] of Object.entries(faults))
    test(`the API of ${vertical} ${what} after a change: the last view stays, the new one comes by itself`, async ({
      page,
      shared,
      catalogue,
      visitor,
    }) => {
      const product = await catalogue.manyColoured();
      const name = `${product.name} II`;
      const address = vertical === 'decide' ? shared.address : vertical === 'inspire' ? '/' : `/products/${product.category}`;
      const block = seenIn[vertical] ?? 'explore/category-page';
      await visitor.opens(address);
      await page.route(`**/api/${vertical}/**`, fault);
      const asked = page.waitForRequest(`**/api/${vertical}/**`);
      await visitor.staysWhile(async () => {
        await catalogue.change(product.id, (changed) => (changed.name = name));
        await asked;
        await slot(page, block).works();
        await slot(page, block).says(product.name);
        await seenPage(page).isForEverybody();
        if (vertical === 'decide') await othersWork(page, shared);
        expect(await page.getByText(name).count()).toBe(vertical === 'decide' ? 0 : await page.getByText(name).count());
        await page.unroute(`**/api/${vertical}/**`);
        await slot(page, block).says(name);
      });
      expect(blocks.length).toBeGreaterThan(0);
    });
