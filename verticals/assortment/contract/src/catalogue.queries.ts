import { z } from 'zod';
import { Amount } from '@jogakbo/contract';
import { Feed } from './feed.ts';
import { assortment, Currency, Sku } from './catalogue.ts';
import { PictureName } from './picture.ts';

export const GetPicture = assortment.query(
  'GetPicture',
  'The bytes of a picture; they never change under the same name.',
  { picture: PictureName },
  {
    path: '/pictures/:picture',
    view: z.object({ mediaType: z.string(), base64: z.base64() }).nullable(),
  },
);

/** What variants cost; one that is not on sale has no price. */
export const Prices = z.object({ currency: Currency, prices: z.array(z.object({ sku: Sku, price: Amount })) });
export type Prices = z.infer<typeof Prices>;

/** `null` before the shop was arranged for the first time. */
export const GetPrices = assortment.query(
  'GetPrices',
  'The current prices of variants, from the catalogue itself.',
  { skus: z.array(Sku).min(1).max(50) },
  { view: Prices.nullable(), deadline: 500 },
);

export const ExportFeed = assortment.query(
  'ExportFeed',
  'The catalogue as a product feed, in the format that an import takes.',
  {},
  {
    roles: ['staff'],
    deadline: 10_000,
    view: z
      .object({ feed: Feed, /** By the feed's image path: where its bytes are. */ pictures: z.record(z.string(), z.string()) })
      .nullable(),
  },
);
