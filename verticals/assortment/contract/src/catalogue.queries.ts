import { z } from 'zod';
import { Feed } from './feed.ts';
import { assortment } from './catalogue.ts';
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
