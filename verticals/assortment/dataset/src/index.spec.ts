import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { dataset, pictureOf, picturePaths, writeDataset } from './index.ts';

const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
afterAll(() => rm(folder, { recursive: true }));

test('the data set is written as a feed with all its pictures beside it, twice without harm', async () => {
  await writeDataset(join(folder, 'deep', 'shop'));
  const feed = await writeDataset(join(folder, 'deep', 'shop'));

  expect(feed).toBe(join(folder, 'deep', 'shop', 'feed.json'));
  expect(JSON.parse(await readFile(feed, 'utf8'))).toEqual(dataset);
  for (const path of picturePaths) {
    expect(await readFile(join(dirname(feed), path), 'utf8')).toBe(pictureOf(path));
  }
  expect((await readdir(join(folder, 'deep', 'shop'))).sort()).toEqual(['feed.json', 'images']);
});
