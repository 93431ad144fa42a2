import { z } from 'zod';
import { Feed } from './feed.ts';
import { assortment } from './catalogue.ts';
import { LARGEST_PICTURE, mediaTypes, Picture } from './picture.ts';

export const StorePicture = assortment.command(
  'StorePicture',
  'Keeps a picture under the digest of its bytes; the same picture again is nothing.',
  {
    mediaType: z.enum(Object.values(mediaTypes)),
    base64: z.base64().max(Math.ceil(LARGEST_PICTURE / 3) * 4),
  },
  { roles: ['staff'], deadline: 5000, result: z.object({ picture: Picture }) },
);

export const ImportReport = z.object({
  listed: z.number().int(),
  delisted: z.number().int(),
  unchanged: z.number().int(),
  storesOpened: z.number().int(),
  storesClosed: z.number().int(),
  storefrontArranged: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportFeed = assortment.command(
  'ImportFeed',
  'Makes the catalogue what the feed says: as a whole or, merging, with what it adds and changes.',
  {
    feed: Feed,
    /** By the feed's image path: where the picture was stored. */
    pictures: z.record(z.string(), Picture),
    merge: z.boolean().default(false),
  },
  {
    roles: ['staff'],
    deadline: 30_000,
    result: z.object({
      report: ImportReport,
      /** The log's position that has all of it; 0 when nothing changed. */ position: z.number().int(),
    }),
  },
);
