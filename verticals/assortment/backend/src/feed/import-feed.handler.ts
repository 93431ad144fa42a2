import type { DataOf, ResultOf } from '@jogakbo/contract';
import { CommandHandler, Outbox, type Recorder } from '@jogakbo/vertical';
import {
  ImportFeed,
  ProductDelisted,
  ProductListed,
  StoreClosed,
  StorefrontArranged,
  StorefrontId,
  StoreOpened,
  SupplyStated,
} from '@jogakbo/assortment-contract';
import type { Arrangement, Catalogue, Supply } from '../catalogue/catalogue.ts';
import { CatalogueStore } from '../catalogue/catalogue-store.ts';
import { pruneUnusedPictures } from '../picture/unused-pictures.ts';
import { InventoryPresence } from '../stock/inventory-presence.ts';
import { statedIn, statedOtherwise, stockReport } from '../stock/stated-stock.ts';
import { changeOf, type CatalogueChange } from './catalogue-change.ts';
import { catalogueOf } from './catalogue-of-feed.ts';

const main = StorefrontId.parse('main');

@CommandHandler(ImportFeed)
export class ImportFeedHandler {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: CatalogueStore,
    private readonly inventory: InventoryPresence,
  ) {}

  /**
   * All of the feed becomes the catalogue in one transaction, or nothing does; the same feed again is nothing. The stock that it states is
   * inventory's to count: what the books have otherwise is told.
   */
  async handle({ feed, pictures, merge }: DataOf<typeof ImportFeed>): Promise<ResultOf<typeof ImportFeed>> {
    const { result, position } = await this.outbox.change(async (recorder) => {
      await this.store.assertStored(recorder.transaction, Object.values(pictures));
      const current = await this.store.read(recorder.transaction);
      const wanted = catalogueOf(feed, pictures, merge, current);
      const change = changeOf(current, wanted);
      const stated = statedIn(feed);
      const supplies = statedOtherwise(stated, current.books);
      await this.save(recorder, change, wanted);
      record(recorder, change, supplies);
      return { change, supplies, stock: stockReport(stated, current.books, skusOf(wanted)) };
    });
    const stock = { ...result.stock, waiting: await this.waiting(result.supplies) };
    return { report: { ...reportOf(result.change), stock }, position: await position() };
  }

  private async waiting([first, ...more]: readonly Supply[]): Promise<number> {
    return first && !(await this.inventory.answersFor(first.sku)) ? 1 + more.length : 0;
  }

  private async save({ transaction }: Recorder, change: CatalogueChange, wanted: Catalogue) {
    await this.store.removeProducts(transaction, change.delisted);
    await this.store.removeStores(transaction, change.closed);
    await this.store.saveProducts(transaction, wanted.products, wanted.stock);
    await this.store.saveStores(transaction, change.opened);
    await this.store.arrange(transaction, wanted.arrangement!);
    await pruneUnusedPictures(transaction);
  }
}

const skusOf = ({ products }: Catalogue) => products.flatMap(({ variants }) => variants.map(({ sku }) => sku));

function record({ record }: Recorder, { arrangement, listed, delisted, opened, closed }: CatalogueChange, supplies: readonly Supply[]) {
  if (arrangement) record(StorefrontArranged, arranged(arrangement));
  for (const productId of delisted) record(ProductDelisted, ProductDelisted({ productId }));
  for (const product of listed) record(ProductListed, ProductListed(product));
  for (const storeId of closed) record(StoreClosed, StoreClosed({ storeId }));
  for (const store of opened) record(StoreOpened, StoreOpened(store));
  for (const supply of supplies) record(SupplyStated, SupplyStated(supply));
}

const arranged = ({ currency, categories, teasers, homeRecommendationsFor }: Arrangement) =>
  StorefrontArranged({ storefrontId: main, currency, categories, teasers, homeRecommendationsFor });

const reportOf = ({ listed, delisted, unchanged, opened, closed, arrangement }: CatalogueChange) => ({
  listed: listed.length,
  delisted: delisted.length,
  unchanged,
  storesOpened: opened.length,
  storesClosed: closed.length,
  storefrontArranged: arrangement !== undefined,
});
