import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { asStaff, type Gateway } from './gateway.ts';

interface Variant {
  sku: string;
  name: string;
  price: number;
  stock: number | undefined;
  image: string;
}
interface Product {
  id: string;
  name: string;
  category: string;
  variants: Variant[];
}
/** The catalogue as a feed, and by image where its bytes are. */
export interface Feed {
  feed: { products: Product[]; [rest: string]: unknown };
  pictures: Record<string, string>;
}

/** A feed that leaves the books as they are: others buy while it is imported. */
export const silentAboutStock = ({ feed, pictures }: Feed): Feed => ({
  feed: { ...feed, products: feed.products.map((product) => ({ ...product, variants: product.variants.map(silent) })) },
  pictures,
});
const silent = (variant: Variant): Variant => ({ ...variant, stock: undefined });

/** The shop's catalogue, which a test may change; it is put back afterwards. */
export class Catalogue {
  private readonly gateway: Gateway;
  private readonly original: Feed;
  private constructor(gateway: Gateway, original: Feed) {
    this.gateway = gateway;
    this.original = original;
  }

  static async of(gateway: Gateway): Promise<Catalogue> {
    return new Catalogue(gateway, await exported(gateway));
  }

  /** A product with several variants; those of the home page's recommendations come first. */
  async manyColoured(): Promise<Product> {
    const { body } = await this.gateway.query('inspire', 'GetRecommendations', { on: 'home' });
    const recommended = (body as { productId: string }[]).map(({ productId }) => productId);
    const products = this.original.feed.products.filter(({ variants }) => variants.length > 1);
    return products.find(({ id }) => recommended.includes(id)) ?? products[0]!;
  }
  pictureOf(variant: Variant): string {
    return this.original.pictures[variant.image]!;
  }

  /** Imports the original with one product changed; resolves with the log's position when the import has ended. */
  change(productId: string, change: (product: Product) => void): Promise<number> {
    const feed = structuredClone(this.original);
    change(feed.feed.products.find(({ id }) => id === productId)!);
    return this.import(feed);
  }
  restore(): Promise<number> {
    return this.import(this.original);
  }

  /** Adds a product with a variant for each of these stocks, or with one of which the feed says nothing; answers the import's report. */
  async add(stocks: readonly (number | undefined)[]): Promise<{ product: Product; report: any }> {
    const [model] = this.original.feed.products as [Product];
    const id = `J-${randomUUID().slice(0, 8)}`;
    const variants = stocks.map((stock, nth) => ({ ...model.variants[0]!, sku: `${id}-${nth}`, name: `Nr. ${nth}`, stock }));
    const product = { ...model, id, name: 'Newly Stitched', variants };
    return { product, report: await this.merge(product) };
  }

  /** Merges a product into the shop as it is written, its stock too; answers the import's report. */
  async merge(product: Product): Promise<any> {
    const { feed, pictures } = this.original;
    const wanted = { feed: { ...feed, products: [product], homeRecommendationsFor: [] }, pictures, merge: true };
    const { status, body } = await this.gateway.command('assortment', 'ImportFeed', wanted, asStaff());
    expect(status, JSON.stringify(body)).toBe(200);
    return body.report;
  }

  private async import(wanted: Feed): Promise<number> {
    const { feed, pictures } = silentAboutStock(wanted);
    const { status, body } = await this.gateway.command('assortment', 'ImportFeed', { feed, pictures }, asStaff());
    expect(status, JSON.stringify(body)).toBe(200);
    return (body as { position: number }).position;
  }
}

async function exported(gateway: Gateway): Promise<Feed> {
  const { status, body } = await gateway.query('assortment', 'ExportFeed', {}, asStaff());
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Feed;
}
