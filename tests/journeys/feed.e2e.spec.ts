import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { npmFeed } from './ground/npm-run.ts';
import { expect, test } from './ground/test.ts';

let file: string;
// Exported by the shop itself: whatever its data set is, this is a feed of it, with its pictures.
test.beforeEach(async () => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'feed-')), 'feed.json');
  await npmFeed('export', file);
});
test.afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));
test.describe.configure({ timeout: 120_000 });

const read = (file: string): any => JSON.parse(readFileSync(file, 'utf8'));
function rewrite(file: string, change: (feed: any) => void) {
  const feed = read(file);
  change(feed);
  writeFileSync(file, JSON.stringify(feed));
}
const nothingChanged =
  /Products: 0 listed or changed, 0 delisted, (\d+) unchanged. Stores: 0 opened or changed, 0 closed. Storefront: unchanged\.$/m;

test.describe('a product feed', () => {
  test('that was exported changes nothing when it is imported, however often', async () => {
    for (const _ of [1, 2]) {
      const { code, output } = await npmFeed('import', file);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(nothingChanged) });
    }
  });

  test('replaces the catalogue; merged, it adds to it', async ({ catalogue, gateway }) => {
    const listed = async () => (await gateway.query('explore', 'ListProducts')).body.products.map(({ name }: { name: string }) => name);
    const before = await listed();
    const { products } = read(file);
    rewrite(file, (feed) => {
      feed.products = [{ ...products[0], id: 'NEW-1', name: 'Newcomer', variants: [{ ...products[0].variants[0], sku: 'NEW-1-A' }] }];
      feed.homeRecommendationsFor = [];
    });
    expect((await npmFeed('import', file, '--merge')).output).toContain('Products: 1 listed or changed, 0 delisted');
    await expect.poll(listed).toEqual(expect.arrayContaining([...before, 'Newcomer']));
    expect((await npmFeed('import', file)).output).toContain(`Products: 1 listed or changed, ${before.length} delisted`);
    await expect.poll(listed).toEqual(['Newcomer']);
    await catalogue.restore();
    await expect.poll(listed).toEqual(before);
  });

  test('that changes only a teaser says that the storefront is arranged anew', async ({ catalogue }) => {
    rewrite(file, (feed) => (feed.teasers[0].title = 'Something else'));
    const { output } = await npmFeed('import', file);
    expect(output).toMatch(/Products: 0 listed .* Stores: 0 opened .* Storefront: arranged anew\.$/m);
    await catalogue.restore();
  });

  test('with mistakes is refused as a whole: all are named at once, each with its place and reason', async ({ gateway }) => {
    const before = (await gateway.query('explore', 'ListProducts')).body;
    rewrite(file, (feed) => {
      feed.products[0].name = 'Never Imported';
      feed.products[1].variants[0].price = -1;
      feed.products[2].category = 'boats';
      feed.products[3].variants[0].color = 'reddish';
      feed.products[4].variants[0].image = 'images/lost.svg';
      feed.stores[1].id = feed.stores[0].id;
      feed.teasers[0].url = '//elsewhere';
      delete feed.currency;
    });
    const { code, output } = await npmFeed('import', file);
    expect(code).toBe(1);
    expect(output).toContain('nothing was changed. 7 error(s)');
    for (const mistake of [
      '/currency: ',
      '/products/1/variants/0/price: ',
      '/products/2/category: there is no category boats',
      '/products/3/variants/0/color: ',
      '/products/4/variants/0/image: there is no file images/lost.svg beside the feed',
      '/stores/1/id: store ',
      '/teasers/0/url: ',
    ])
      expect(output).toContain(mistake);
    expect((await gateway.query('explore', 'ListProducts')).body).toEqual(before);
  });

  test('without one of its pictures is refused, and names it', async ({ gateway }) => {
    const before = (await gateway.query('explore', 'ListProducts')).body;
    rewrite(file, (feed) => {
      feed.products[0].name = 'Never Imported';
      feed.products[4].variants[0].image = 'images/lost.svg';
    });
    const { code, output } = await npmFeed('import', file);
    expect(code).toBe(1);
    expect(output).toContain('/products/4/variants/0/image: there is no file images/lost.svg beside the feed');
    expect((await gateway.query('explore', 'ListProducts')).body).toEqual(before);
  });

  test('that is no JSON, or not there, is refused', async () => {
    writeFileSync(file, '{"format":');
    expect(await npmFeed('import', file)).toEqual({ code: 1, output: expect.stringContaining('it is not JSON') });
    rmSync(file);
    expect(await npmFeed('import', file)).toEqual({ code: 1, output: expect.stringContaining('there is no such file') });
  });
});
