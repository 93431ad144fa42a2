import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Feed, ImagePath, LARGEST_PICTURE, mediaTypeOf, textsAt, type MediaType, type Place } from '@jogakbo/assortment-contract';

/** A picture of a feed, found and small enough. */
export interface FeedPicture {
  readonly image: string;
  readonly file: string;
  readonly mediaType: MediaType;
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
  const json = await readJson(file);
  const parsed = Feed.safeParse(json);
  const found = await Promise.all(imagesIn(json).map((place) => findPicture(path.dirname(file), place)));
  const issues = parsed.error?.issues ?? [];
  const errors = [...issues.map(({ path, message }) => said(path, message)), ...found.filter((result) => typeof result === 'string')];
  if (!parsed.success || errors.length > 0) throw new FeedError(file, errors);
  const pictures = found.filter((result) => typeof result !== 'string');
  return { feed: parsed.data, pictures: [...new Map(pictures.map((picture) => [picture.image, picture])).values()] };
}

const said = (path: readonly PropertyKey[], reason: string) => `/${path.join('/')}: ${reason}`;

/** What to do about a file that the operating system does not give, by its name for the reason. */
const unreadable: Readonly<Record<string, string>> = {
  ENOENT:
    'there is no such file: check its path, which begins where you are. `npm run feed -- export my-feed.json` writes one to begin with',
  EISDIR: 'it is a folder: name the JSON file in it, such as feed.json',
  EACCES: 'you may not read it: give yourself the right, or name another file',
};

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new FeedError(file, [unreadable[error.code ?? ''] ?? `it can't be read: ${error.message}`]);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FeedError(file, [`it is not JSON: ${(error as Error).message}`]);
  }
}

/** The pictures that a feed names, wherever it is well enough formed to name one. */
const imagesIn = (feed: unknown) =>
  ['products.*.variants.*.image', 'stores.*.image', 'teasers.*.image']
    .flatMap((pattern) => textsAt(feed, pattern))
    .filter(({ text }) => ImagePath.safeParse(text).success);

async function findPicture(folder: string, { text: image, path: at }: Place): Promise<FeedPicture | string> {
  const file = path.join(folder, image);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return said(at, `there is no file ${image} beside the feed`);
  if (found.size > LARGEST_PICTURE) return said(at, `${image} has ${found.size} bytes; a picture has at most ${LARGEST_PICTURE}`);
  return { image, file, mediaType: mediaTypeOf(image) };
}
