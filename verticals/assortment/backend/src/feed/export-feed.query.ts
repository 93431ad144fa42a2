import { QueryHandler } from '@jogakbo/service';
import type { ViewOf } from '@jogakbo/contract';
import { ExportFeed, type Feed } from '@jogakbo/assortment-contract';
import type { Arrangement, Catalogue } from '../catalogue/catalogue.ts';
import { CatalogueStore } from '../catalogue/catalogue-store.ts';

/** Pictures are named by their content, so the feed's paths are, too. */
const imageOf = (picture: string) => picture.replace('/pictures/', 'images/');

@QueryHandler(ExportFeed)
export class ExportFeedHandler {
  constructor(private readonly store: CatalogueStore) {}

  async answer(): Promise<ViewOf<typeof ExportFeed>> {
    const catalogue = await this.store.current();
    if (!catalogue.arrangement) return null;
    const feed = feedOf(catalogue, catalogue.arrangement);
    const pictures = [
      ...catalogue.products.flatMap(({ variants }) => variants.map(({ picture }) => picture)),
      ...catalogue.stores.map(({ picture }) => picture),
      ...catalogue.arrangement.teasers.map(({ picture }) => picture),
    ];
    return { feed, pictures: Object.fromEntries(pictures.map((picture) => [imageOf(picture), picture])) };
  }
}

function feedOf({ products, stores, stock }: Catalogue, arrangement: Arrangement): Feed {
  return {
    format: 'product-feed/1',
    name: arrangement.name,
    ...(arrangement.source !== undefined && { source: arrangement.source }),
    currency: arrangement.currency,
    categories: arrangement.categories.map(({ categoryId, name }) => ({ id: categoryId, name })),
    products: products.map(({ productId, name, categoryId, highlights, variants }) => ({
      id: productId,
      name,
      category: categoryId,
      highlights,
      variants: variants.map(({ sku, name, color, price, picture }) => ({
        sku,
        name,
        color,
        price,
        image: imageOf(picture),
        stock: stock.get(sku) ?? 0,
      })),
    })),
    stores: stores.map(({ storeId, name, street, city, picture }) => ({ id: storeId, name, street, city, image: imageOf(picture) })),
    teasers: arrangement.teasers.map(({ title, picture, url }) => ({ title, image: imageOf(picture), url })),
    homeRecommendationsFor: arrangement.homeRecommendationsFor,
  };
}
