import { readFile } from 'node:fs/promises';
import { ImportFeed, StorePicture, type ImportReport } from '@jogakbo/assortment-contract';
import { readFeed, type FeedPicture } from './read-feed.ts';
import type { ShopApi } from './shop.ts';

const AT_ONCE = 8;

/** Imports a feed file with its pictures; returns what changed, and the log's position that has all of it (0 when nothing changed). */
export async function importFeed(shop: ShopApi, file: string, merge: boolean): Promise<{ report: ImportReport; position: number }> {
  const { feed, pictures } = await readFeed(file);
  return shop.send(ImportFeed, { feed, pictures: await storePictures(shop, pictures), merge });
}

/** Pictures are kept under their digest, so those of an import that fails afterwards do no harm. */
async function storePictures(shop: ShopApi, pictures: FeedPicture[]): Promise<Record<string, string>> {
  const stored: Record<string, string> = {};
  const waiting = [...pictures];
  const store = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const base64 = (await readFile(next.file)).toString('base64');
      stored[next.image] = (await shop.send(StorePicture, { mediaType: next.mediaType, base64 })).picture;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, store));
  return stored;
}
