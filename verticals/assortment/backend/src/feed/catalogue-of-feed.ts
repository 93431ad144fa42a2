import { problem, ProblemError } from '@jogakbo/contract';
import type { Feed, Picture } from '@jogakbo/assortment-contract';
import type { z } from 'zod';
import type { Arrangement, Catalogue, FedCatalogue, ListedProduct, OpenStore } from '../catalogue/catalogue.ts';
import { assertPricesWrittenAnew } from './changed-digits.ts';
import { statedIn } from '../stock/stated-stock.ts';
import { merged } from './merged-catalogue.ts';

type PictureOf = (image: string) => z.infer<typeof Picture>;

/** What the catalogue should be after the feed, as a whole or merged into what is there. */
export function catalogueOf(feed: Feed, pictures: Record<string, string>, merge: boolean, current: Catalogue): Catalogue {
  const pictureOf: PictureOf = (image) => {
    const picture = Object.hasOwn(pictures, image) && pictures[image];
    if (!picture) throw new ProblemError(problem('invalid-message', `No picture was stored for ${image}`));
    return picture;
  };
  const fed = asFed(feed, pictureOf, current.stock);
  const { arrangement } = current;
  if (merge && arrangement) return merged({ ...current, arrangement }, fed);
  assertPricesWrittenAnew(current, fed);
  return fed;
}

function asFed(feed: Feed, pictureOf: PictureOf, stated: Catalogue['stock']): FedCatalogue {
  const products = feed.products.map(({ id, name, category, highlights, variants }, position): ListedProduct => ({
    productId: id,
    position,
    name,
    categoryId: category,
    highlights,
    currency: feed.currency,
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
    stock: new Map([...stated, ...statedIn(feed).map(({ sku, quantity }) => [sku, quantity] as const)]),
  };
}
