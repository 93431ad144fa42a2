import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ExportFeed } from '@jogakbo/assortment-contract';
import type { ShopApi } from './shop.ts';

/** Writes the catalogue as a feed file, with its pictures beside it, ready to be imported again. */
export async function exportFeed(shop: ShopApi, file: string): Promise<{ products: number; pictures: number }> {
  const exported = await shop.ask(ExportFeed, {});
  if (!exported) throw new Error('The shop has no catalogue yet.');
  const { feed, pictures } = exported;
  for (const [image, picture] of Object.entries(pictures)) {
    const target = path.join(path.dirname(file), image);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, await shop.bytes(picture));
  }
  await writeFile(file, `${JSON.stringify(feed, null, 2)}\n`);
  return { products: feed.products.length, pictures: Object.keys(pictures).length };
}
