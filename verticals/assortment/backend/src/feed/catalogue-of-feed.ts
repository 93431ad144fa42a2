import { problem, ProblemError } from '@jogakbo/contract';
import type { Feed, Picture } from '@jogakbo/assortment-contract';
import type { z } from 'zod';
import type { Arrangement, Catalogue, ListedProduct, OpenStore } from '../catalogue/catalogue.ts';

type PictureOf = (image: string) => z.infer<typeof Picture>;

/** What the catalogue should be after the feed, as a whole or merged into what is there. */
export function catalogueOf(feed: Feed, pictures: Record<string, string>, merge: boolean, current: Catalogue): Catalogue {
  const pictureOf: PictureOf = (image) => {
    const picture = pictures[image];
    if (!picture) throw new ProblemError(problem('invalid-message', `No picture was stored for ${image}`));
    return picture;
  };
  const fed = asFed(feed, pictureOf);
  return merge && current.arrangement ? merged(current, current.arrangement, fed) : fed;
}

type Fed = Catalogue & { readonly arrangement: Arrangement };

function asFed(feed: Feed, pictureOf: PictureOf): Fed {
  const products = feed.products.map(({ id, name, category, highlights, variants }, position): ListedProduct => ({
    productId: id,
    position,
    name,
    categoryId: category,
    highlights,
    variants: variants.map(({ sku, name, color, price, image }) => ({ sku, name, color, price, picture: pictureOf(image) })),
  }));
  const stores = feed.stores.map(({ id, name, street, city, image }, position): OpenStore => ({
    storeId: id,
    position,
    name,
    street,
    city,
    picture: pictureOf(image),
  }));
  const arrangement: Arrangement = {
    name: feed.name,
    ...(feed.source !== undefined && { source: feed.source }),
    currency: feed.currency,
    categories: feed.categories.map(({ id, name }) => ({ categoryId: id, name })),
    teasers: feed.teasers.map(({ title, image, url }) => ({ title, picture: pictureOf(image), url })),
    homeRecommendationsFor: feed.homeRecommendationsFor,
  };
  return {
    products,
    stores,
    arrangement,
    stock: new Map(feed.products.flatMap(({ variants }) => variants.map(({ sku, stock }) => [sku, stock] as const))),
  };
}

/** What is there keeps its rank; what is new comes after it. */
function ranked<T extends { readonly position: number }>(current: readonly T[], fed: readonly T[], idOf: (one: T) => string): T[] {
  const known = new Map(current.map((one) => [idOf(one), one]));
  let last = Math.max(-1, ...current.map(({ position }) => position));
  for (const one of fed) known.set(idOf(one), { ...one, position: known.get(idOf(one))?.position ?? ++last });
  return [...known.values()];
}

function merged(current: Catalogue, arrangement: Arrangement, fed: Fed): Catalogue {
  if (arrangement.currency.code !== fed.arrangement.currency.code)
    throw new ProblemError(
      problem(
        'rejected',
        `The shop counts in ${arrangement.currency.code}; a feed in ${fed.arrangement.currency.code} can replace its catalogue, not join it.`,
      ),
    );
  const categories = new Map([...arrangement.categories, ...fed.arrangement.categories].map((category) => [category.categoryId, category]));
  const { teasers, homeRecommendationsFor } = fed.arrangement;
  return {
    products: ranked(current.products, fed.products, ({ productId }) => productId),
    stores: ranked(current.stores, fed.stores, ({ storeId }) => storeId),
    stock: new Map([...current.stock, ...fed.stock]),
    arrangement: {
      ...arrangement,
      categories: [...categories.values()],
      teasers: teasers.length ? teasers : arrangement.teasers,
      homeRecommendationsFor: homeRecommendationsFor.length ? homeRecommendationsFor : arrangement.homeRecommendationsFor,
    },
  };
}
