import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Feed } from '@jogakbo/assortment-contract';

const LARGEST = 512 * 1024;
const mediaTypes: Record<string, 'image/svg+xml' | 'image/webp' | 'image/png' | 'image/jpeg'> = {
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** A picture of a feed, found and small enough. */
export interface FeedPicture {
  readonly image: string;
  readonly file: string;
  readonly mediaType: (typeof mediaTypes)[string];
}

/** What is wrong with a feed, all of it. */
export class FeedError extends Error {
  readonly errors: readonly string[];
  constructor(file: string, errors: readonly string[]) {
    super(`${file} can't be imported; nothing was changed. ${errors.length} error(s):\n${errors.map((error) => `  ${error}`).join('\n')}`);
    this.errors = errors;
  }
}

/** Reads a feed and finds its pictures; checks everything before anything is sent, and names every error with its path. */
export async function readFeed(file: string): Promise<{ feed: Feed; pictures: FeedPicture[] }> {
  const parsed = Feed.safeParse(await readJson(file));
  if (!parsed.success)
    throw new FeedError(
      file,
      parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`),
    );
  const feed = parsed.data;
  const checked = await Promise.all(imagesOf(feed).map(({ at, image }) => checkPicture(path.dirname(file), at, image)));
  const errors = checked.filter((result) => typeof result === 'string');
  if (errors.length > 0) throw new FeedError(file, errors);
  const pictures = checked.filter((result) => typeof result !== 'string');
  return { feed, pictures: [...new Map(pictures.map((picture) => [picture.image, picture])).values()] };
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new FeedError(file, [`it can't be read: ${error.message}`]);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FeedError(file, [`it is not JSON: ${(error as Error).message}`]);
  }
}

const imagesOf = ({ products, stores, teasers }: Feed) => [
  ...products.flatMap(({ variants }, p) => variants.map(({ image }, v) => ({ at: `/products/${p}/variants/${v}/image`, image }))),
  ...stores.map(({ image }, s) => ({ at: `/stores/${s}/image`, image })),
  ...teasers.map(({ image }, t) => ({ at: `/teasers/${t}/image`, image })),
];

async function checkPicture(folder: string, at: string, image: string): Promise<FeedPicture | string> {
  const file = path.join(folder, image);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return `${at}: there is no file ${image} beside the feed`;
  if (found.size > LARGEST) return `${at}: ${image} has ${found.size} bytes; a picture has at most ${LARGEST}`;
  return { image, file, mediaType: mediaTypes[path.extname(image)]! };
}
