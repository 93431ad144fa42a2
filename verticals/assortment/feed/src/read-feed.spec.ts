import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LARGEST_PICTURE } from '@jogakbo/assortment-contract';
import { FeedError, readFeed } from './read-feed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'read-feed-'));
const file = path.join(folder, 'feed.json');
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(path.join(folder, 'a.webp'), 'a picture');
writeFileSync(path.join(folder, 'large.jpg'), Buffer.alloc(LARGEST_PICTURE + 1));

const store = (id: string, image: string) => ({ id, name: id, street: 'Way 1', city: 'Weir', image });
const feed = (stores: object[]) => ({
  format: 'product-feed/1',
  name: 'Ours',
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  categories: [],
  products: [],
  stores,
});

const errorsOf = (json: unknown) => {
  writeFileSync(file, JSON.stringify(json));
  return readFeed(file).then(
    () => [],
    ({ errors }: FeedError) => errors.map((error) => error.replace(/: .+/, '')).sort(),
  );
};

it('a feed is read with its pictures, each once', async () => {
  writeFileSync(file, JSON.stringify(feed([store('mill', 'a.webp'), store('barn', 'a.webp')])));
  const { pictures } = await readFeed(file);
  expect(pictures).toEqual([{ image: 'a.webp', file: path.join(folder, 'a.webp'), mediaType: 'image/webp' }]);
});

it('a feed is told all that is wrong at once: its shape, what it names twice, and its pictures', async () => {
  const { currency: _, ...bare } = feed([store('mill', 'lost.svg'), store('mill', 'large.jpg'), store('barn', '../a.webp')]);
  expect(await errorsOf(bare)).toEqual(['/currency', '/stores/0/image', '/stores/1/id', '/stores/1/image', '/stores/2/image']);
});

it('a feed that is none is refused', async () => {
  for (const none of [null, [], 'feed', { stores: null }]) expect(await errorsOf(none)).not.toEqual([]);
});

it.each([
  ['is not there', path.join(folder, 'nowhere.json'), /there is no such file: check its path/],
  ['is a folder', folder, /it is a folder: name the JSON file in it/],
  ['is no JSON', path.join(folder, 'a.webp'), /it is not JSON/],
])('a feed that %s is refused with what to do', async (_, named, said) => {
  const refused = readFeed(named).then(() => undefined, String);
  expect(await refused).toMatch(said);
  expect(await refused).not.toMatch(/ENOENT|EISDIR/);
});
