import { QueryHandler } from '@jogakbo/vertical';
import type { ViewOf } from '@jogakbo/contract';
import { ExportFeed, type Feed, type Sku } from '@jogakbo/assortment-contract';
import type { Arrangement, CurrentCatalogue } from '../catalogue/catalogue.ts';
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

/** What lies there by the books; while they have nothing of it, what a feed has stated last. Nobody can state that pieces are owed. */
const stockOf = (sku: Sku, { books, stock }: CurrentCatalogue) => (books.has(sku) ? Math.max(0, books.get(sku)!.onHand) : stock.get(sku));

function feedOf(catalogue: CurrentCatalogue, arrangement: Arrangement): Feed {
  const { products, stores } = catalogue;
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
        stock: stockOf(sku, catalogue),
      })),
    })),
    stores: stores.map(({ storeId, name, street, city, picture }) => ({ id: storeId, name, street, city, image: imageOf(picture) })),
    teasers: arrangement.teasers.map(({ title, picture, url }) => ({ title, image: imageOf(picture), url })),
    homeRecommendationsFor: arrangement.homeRecommendationsFor,
  };
}
