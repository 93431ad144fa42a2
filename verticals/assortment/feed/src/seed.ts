import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeDataset } from '@jogakbo/assortment-dataset';
import { importFeed } from './import-feed.ts';
import { ShopApi } from './shop.ts';

// A new installation starts with the project's own data set, through the same door as any shop owner's feed.
const folder = await mkdtemp(path.join(tmpdir(), 'jogakbo-dataset-'));
try {
  const { report } = await importFeed(ShopApi.fromEnvironment(), await writeDataset(folder), false);
  console.log(`${report.listed} products and ${report.storesOpened} stores`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
