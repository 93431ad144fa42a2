import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { dataset } from './catalogue.ts';
import { pictureOf, picturePaths } from './pictures.ts';

export { dataset } from './catalogue.ts';
export { pictureOf, picturePaths } from './pictures.ts';

/**
 * Writes the data set as a product feed: `feed.json` in the folder and all pictures under `images/` beside it.
 *
 * @remarks Creates the folder, overwrites what has the same name and leaves all else. Equal runs write equal bytes.
 * @returns the path of the feed file.
 */
export async function writeDataset(folder: string): Promise<string> {
  const feed = join(folder, 'feed.json');
  await mkdir(folder, { recursive: true });
  await writeFile(feed, `${JSON.stringify(dataset, undefined, 1)}\n`);
  await Promise.all(picturePaths.map((path) => writePicture(folder, path)));
  return feed;
}

async function writePicture(folder: string, path: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, pictureOf(path) ?? '');
}
