import { z } from 'zod';
import { Currency, ofWellFormedTexts, Price } from '@jogakbo/contract';
import { CategoryId, Color, ProductId, Sku, StoreId } from './catalogue.ts';
import { mistakesIn } from './feed-mistakes.ts';
import { ImagePath } from './picture.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** An address in the shop: one that begins `//` leads elsewhere, and so does one whose control characters a browser leaves out. */
const ShopAddress = z.string().regex(/^\/(?![/\\])[^\p{Cc}\p{Cs}]*$/u, { error: 'an address in the shop, such as /products/classic' });

export const FeedVariant = z.object({
  sku: Sku,
  name: text(80),
  color: Color,
  price: Price,
  image: ImagePath,
  /** How many lie there now. Left out, the books stay as they are; what was never counted can't be bought. */
  stock: z.number().int().nonnegative().max(1_000_000).optional(),
});
export const FeedProduct = z.object({
  id: ProductId,
  name: text(120),
  category: CategoryId,
  highlights: z.array(text(300)).max(10).default([]),
  variants: z.array(FeedVariant).min(1).max(50),
});
export const FeedStore = z.object({ id: StoreId, name: text(120), street: text(120), city: text(120), image: ImagePath });
export const FeedTeaser = z.object({ title: text(80), image: ImagePath, url: ShopAddress });

/** A shop owner's product feed, format `product-feed/1`: the whole catalogue in one file, pictures beside it. */
export const Feed = ofWellFormedTexts(
  z
    .object({
      format: z.literal('product-feed/1'),
      name: text(200),
      source: z.string().max(500).optional(),
      currency: Currency,
      categories: z.array(z.object({ id: CategoryId, name: text(80) })),
      products: z.array(FeedProduct).max(5000),
      stores: z.array(FeedStore).max(1000),
      teasers: z.array(FeedTeaser).max(10).default([]),
      homeRecommendationsFor: z.array(Sku).max(20).default([]),
    })
    .superRefine(
      (feed, context) => {
        for (const { path, reason } of mistakesIn(feed)) context.addIssue({ code: 'custom', path: [...path], message: reason });
      },
      // Also when its shape is wrong: all mistakes are told at once.
      { when: () => true },
    ),
);
export type Feed = z.infer<typeof Feed>;

/** A feed as its owner writes it: what has a default may be left out. */
export type WrittenFeed = z.input<typeof Feed>;
