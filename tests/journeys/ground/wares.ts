import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { silentAboutStock, type Feed } from './catalogue.ts';
import { asStaff, type Gateway } from './gateway.ts';

/** One variant, which nobody buys but the test that took it. */
export interface Ware {
  readonly productId: string;
  readonly sku: string;
  /** As baskets and orders call it. */
  readonly name: string;
}

/** How many pieces there are of each ware when it is listed. */
export const PIECES = 3;

/** A product that is listed for the tests of one file: each takes a variant of its own, so that no other test changes its stock. */
export class Wares {
  private readonly productId = `J-${randomUUID().slice(0, 8)}`;
  private readonly left: Ware[] = [];
  private before: Feed | undefined;

  /** Adds the product to the shop, with so many variants. */
  async list(gateway: Gateway, count: number): Promise<void> {
    const { body } = await gateway.query('assortment', 'ExportFeed', {}, asStaff());
    const before = (this.before = body as Feed);
    const [model] = before.feed.products;
    const variants = Array.from({ length: count }, (_, nth) => ({
      ...model!.variants[0]!,
      ...{ sku: `${this.productId}-${nth}`, name: `Nr. ${nth}`, stock: PIECES },
    }));
    const products = [{ ...model!, id: this.productId, name: 'Journey’s Own', variants }];
    await imported(gateway, { ...before, feed: { ...before.feed, products, homeRecommendationsFor: [] } }, true);
    for (const { sku, name } of variants) this.left.push({ productId: this.productId, sku, name: `Journey’s Own ${name}` });
    const available = async () => (await gateway.query('inventory', 'GetStock', { sku: variants.at(-1)!.sku })).body.available;
    await expect.poll(available, 'pieces of the last variant').toBe(PIECES);
  }

  /** One that no test has had. */
  take(): Ware {
    const ware = this.left.pop();
    if (!ware) throw new Error('All wares are taken: list more of them.');
    return ware;
  }

  async unlist(gateway: Gateway): Promise<void> {
    if (this.before) await imported(gateway, silentAboutStock(this.before), false);
  }
}

async function imported(gateway: Gateway, { feed, pictures }: Feed, merge: boolean): Promise<void> {
  const { status, body } = await gateway.command('assortment', 'ImportFeed', { feed, pictures, merge }, asStaff());
  expect(status, JSON.stringify(body)).toBe(200);
}
