import type { BrowserContext, Page } from '@playwright/test';
import { openStreams, slot } from './objects/index.ts';
import { expect, test } from './ground/test.ts';

test.describe.configure({ timeout: 120_000 });

const SECOND = 1000;
/** Milliseconds in which a change must have reached a page; one second is promised on a machine that does nothing else. */
const AT_ONCE = 2 * SECOND;

const opened = async (context: BrowserContext, addresses: readonly string[]) => {
  const pages: Page[] = [];
  for (const address of addresses) {
    const page = await context.newPage();
    await page.goto(address);
    pages.push(page);
  }
  return pages;
};

test.describe('an import', () => {
  test('changes the name, price and picture on pages that are open', async ({ context, catalogue }) => {
    const product = await catalogue.manyColoured();
    const [chosen, other] = product.variants;
    const address = `/product/${product.id}?sku=${chosen!.sku}`;
    const [home, category, details] = await opened(context, ['/', `/products/${product.category}`, address]);
    const places = [
      slot(home!, 'inspire/recommendations'),
      slot(category!, 'explore/category-page'),
      slot(details!, 'decide/product-page'),
    ];
    for (const place of places) {
      await place.works();
      await place.says(product.name);
    }
    await catalogue.change(product.id, (changed) => {
      changed.name = `${product.name} the Second`;
      for (const variant of changed.variants) [variant.price, variant.image] = [777_00, other!.image];
    });
    await Promise.all(places.map((place) => place.says(`${product.name} the Second`, AT_ONCE)));
    await Promise.all(places.slice(1).map((place) => place.says('777', AT_ONCE)));
    for (const place of places) await place.showsPicture(catalogue.pictureOf(other!));
  });

  test('reaches all tabs through one connection, also after the tab that held it is closed', async ({ context, catalogue }) => {
    const streams = openStreams(context);
    const product = await catalogue.manyColoured();
    const [first, second] = await opened(context, ['/products', `/product/${product.id}`]);
    await slot(first!, 'explore/category-page').works();
    await slot(second!, 'decide/product-page').works();
    await expect.poll(streams.count).toBe(1);
    await catalogue.change(product.id, (changed) => (changed.name = 'Heard by Both'));
    await slot(first!, 'explore/category-page').says('Heard by Both', AT_ONCE);
    await slot(second!, 'decide/product-page').says('Heard by Both', AT_ONCE);
    expect(streams.holders()).toEqual([first]);
    await first!.close();
    await expect.poll(streams.holders).toEqual([second]);
    await catalogue.change(product.id, (changed) => (changed.name = 'Heard by the Last'));
    await slot(second!, 'decide/product-page').says('Heard by the Last', AT_ONCE);
  });

  test('that happens between a page and its first event is shown all the same', async ({ page, catalogue }) => {
    const product = await catalogue.manyColoured();
    await page.route('**/events?**', (route) => route.abort('connectionrefused'));
    await page.goto(`/product/${product.id}`);
    await slot(page, 'decide/product-page').works();
    await catalogue.change(product.id, (changed) => (changed.name = 'Nearly Missed'));
    await slot(page, 'decide/product-page').says(product.name);
    await page.unroute('**/events?**');
    await slot(page, 'decide/product-page').says('Nearly Missed');
  });

  test('that happens while the gateway is away from the page is not missed', async ({ page, shop, catalogue, visitor }) => {
    const product = await catalogue.manyColoured();
    await visitor.opens(`/product/${product.id}`);
    await shop.stop('gateway');
    await page.route('**/events?**', (route) => route.abort('connectionrefused'));
    await shop.start('gateway');
    await visitor.staysWhile(async () => {
      await catalogue.change(product.id, (changed) => (changed.name = 'Come Back'));
      await slot(page, 'decide/product-page').doesNotSay('Come Back');
      await page.unroute('**/events?**');
      await slot(page, 'decide/product-page').says('Come Back');
    });
  });
});

test.describe('a reader', () => {
  const list = { vertical: 'explore', type: 'ListProducts' };

  test('that names the position of its write is answered by a view that has seen it', async ({ gateway, catalogue }) => {
    const product = await catalogue.manyColoured();
    for (const name of ['First Change', 'Second Change', 'Third Change']) {
      const position = await catalogue.change(product.id, (changed) => (changed.name = name));
      const { status, body } = await gateway.query(list.vertical, list.type, {}, { 'jogakbo-after': `assortment:${position}` });
      expect(status).toBe(200);
      expect((body as { products: { name: string }[] }).products.map((listed) => listed.name)).toContain(name);
    }
  });

  test('that names a position which there is not is told so at once', async ({ gateway }) => {
    const begun = performance.now();
    const after = { 'jogakbo-after': 'assortment:99999999', 'jogakbo-deadline': '10000' };
    const { status, headers, body } = await gateway.query(list.vertical, list.type, {}, after);
    expect(status).toBe(412);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:jogakbo:problem:position-unknown', status: 412 });
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
