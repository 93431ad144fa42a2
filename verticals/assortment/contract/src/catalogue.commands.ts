import { z } from 'zod';
import { Feed } from './feed.ts';
import { assortment, Sku } from './catalogue.ts';
import { LARGEST_PICTURE, mediaTypes, Picture } from './picture.ts';

export const StorePicture = assortment.command(
  'StorePicture',
  'Stores a picture under the digest of its bytes. Idempotent.',
  {
    mediaType: z.enum(Object.values(mediaTypes)),
    base64: z.base64().max(Math.ceil(LARGEST_PICTURE / 3) * 4),
  },
  { roles: ['staff'], deadline: 5000, result: z.object({ picture: Picture }) },
);

/** What becomes of the stock that a feed states. */
export const StockReport = z.object({
  /** As the books have it. */
  unchanged: z.number().int(),
  /** For the first time. */
  counted: z.number().int(),
  raised: z.number().int(),
  lowered: z.number().int(),
  /** Fewer than are kept for orders: none of these can be bought, and pieces are short. */
  belowReserved: z.array(z.object({ sku: Sku, stated: z.number().int(), reserved: z.number().int() })),
  /** Variants whose stock no feed has stated and nobody has counted: they can't be bought. */
  uncounted: z.number().int(),
  /** What is counted when inventory is back; 0 while it is there. */
  waiting: z.number().int(),
});
export type StockReport = z.infer<typeof StockReport>;

export const ImportReport = z.object({
  listed: z.number().int(),
  delisted: z.number().int(),
  unchanged: z.number().int(),
  storesOpened: z.number().int(),
  storesClosed: z.number().int(),
  storefrontArranged: z.boolean(),
  /** Absent in what earlier releases answer. */
  stock: StockReport.optional(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportFeed = assortment.command(
  'ImportFeed',
  'Replaces the catalogue by the feed, or merges the feed into it.',
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
