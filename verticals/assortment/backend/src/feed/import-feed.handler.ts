import type { DataOf, ResultOf } from '@jogakbo/contract';
import { CommandHandler, Outbox, type Recorder } from '@jogakbo/service';
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
import type { Arrangement, Catalogue } from '../catalogue/catalogue.ts';
import { CatalogueStore } from '../catalogue/catalogue-store.ts';
import { changeOf, type CatalogueChange } from './catalogue-change.ts';
import { catalogueOf } from './catalogue-of-feed.ts';

const main = StorefrontId.parse('main');

@CommandHandler(ImportFeed)
export class ImportFeedHandler {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: CatalogueStore,
  ) {}

  /** All of the feed becomes the catalogue in one transaction, or nothing does; the same feed again is nothing. */
  async handle({ feed, pictures, merge }: DataOf<typeof ImportFeed>): Promise<ResultOf<typeof ImportFeed>> {
    const { result: change, position } = await this.outbox.change(async (recorder) => {
      const current = await this.store.read(recorder.transaction);
      const wanted = catalogueOf(feed, pictures, merge, current);
      const change = changeOf(current, wanted);
      await this.save(recorder, change, wanted);
      record(recorder, change);
      return change;
    });
    return { report: reportOf(change), position: await position() };
  }

  private async save({ transaction }: Recorder, change: CatalogueChange, wanted: Catalogue) {
    await this.store.removeProducts(transaction, change.delisted);
    await this.store.removeStores(transaction, change.closed);
    await this.store.saveProducts(transaction, wanted.products, wanted.stock);
    await this.store.saveSupplies(transaction, change.supplies);
    await this.store.saveStores(transaction, change.opened);
    await this.store.arrange(transaction, wanted.arrangement!);
  }
}

function record({ record }: Recorder, { arrangement, listed, delisted, opened, closed, supplies }: CatalogueChange) {
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
