import { z } from 'zod';
import { Amount, Currency } from '@jogakbo/contract';
import { CategoryId, Color, ProductId, Sku, StoreId } from './catalogue.ts';

const Text = z.string().trim().min(1);
const ImagePath = z
  .string()
  .regex(/^(?!\/)(?!.*\.\.)[\w./-]+\.(svg|webp|png|jpg)$/, { error: 'a relative path to an .svg, .webp, .png or .jpg' });

export const FeedVariant = z.object({
  sku: Sku,
  name: Text.max(80),
  color: Color,
  price: Amount,
  image: ImagePath,
  stock: z.number().int().nonnegative().max(1_000_000).default(0),
});
export const FeedProduct = z.object({
  id: ProductId,
  name: Text.max(120),
  category: CategoryId,
  highlights: z.array(Text.max(300)).max(10).default([]),
  variants: z.array(FeedVariant).min(1).max(50),
});
export const FeedStore = z.object({ id: StoreId, name: Text.max(120), street: Text.max(120), city: Text.max(120), image: ImagePath });
export const FeedTeaser = z.object({ title: Text.max(80), image: ImagePath, url: z.string().startsWith('/') });

/** A shop owner's product feed, format `product-feed/1`: the whole catalogue in one file, pictures beside it. */
export const Feed = z
  .object({
    format: z.literal('product-feed/1'),
    name: Text.max(200),
    source: z.string().max(500).optional(),
    currency: Currency,
    categories: z.array(z.object({ id: CategoryId, name: Text.max(80) })),
    products: z.array(FeedProduct).max(5000),
    stores: z.array(FeedStore).max(1000),
    teasers: z.array(FeedTeaser).max(10).default([]),
    homeRecommendationsFor: z.array(Sku).max(20).default([]),
  })
  .superRefine((feed, context) => {
    const unique = (what: string, ids: { id: string; path: (string | number)[] }[]) => {
      const seen = new Set<string>();
      for (const { id, path } of ids) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path, message: `${what} ${id} is there twice` });
        seen.add(id);
      }
      return seen;
    };
    const categories = unique(
      'category',
      feed.categories.map(({ id }, i) => ({ id, path: ['categories', i, 'id'] })),
    );
    unique(
      'product',
      feed.products.map(({ id }, i) => ({ id, path: ['products', i, 'id'] })),
    );
    unique(
      'store',
      feed.stores.map(({ id }, i) => ({ id, path: ['stores', i, 'id'] })),
    );
    const skus = unique(
      'SKU',
      feed.products.flatMap(({ variants }, p) => variants.map(({ sku }, v) => ({ id: sku, path: ['products', p, 'variants', v, 'sku'] }))),
    );
    feed.products.forEach(({ category }, p) => {
      if (!categories.has(category))
        context.addIssue({ code: 'custom', path: ['products', p, 'category'], message: `there is no category ${category}` });
    });
    feed.homeRecommendationsFor.forEach((sku, i) => {
      if (!skus.has(sku)) context.addIssue({ code: 'custom', path: ['homeRecommendationsFor', i], message: `there is no SKU ${sku}` });
    });
  });
export type Feed = z.infer<typeof Feed>;
