import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/assortment-contract';
import { CatalogueStore } from './catalogue/catalogue-store.ts';
import { ExportFeedHandler } from './feed/export-feed.query.ts';
import { ImportFeedHandler } from './feed/import-feed.handler.ts';
import { GetPricesHandler } from './catalogue/get-prices.query.ts';
import { GetPictureHandler } from './picture/get-picture.query.ts';
import { StorePictureHandler } from './picture/store-picture.handler.ts';
import { InventoryPresence } from './stock/inventory-presence.ts';
import { stockBook } from './stock/stock-book.projection.ts';

export const AssortmentModule = Vertical.of({
  name: 'assortment',
  contract,
  handlers: [ImportFeedHandler, ExportFeedHandler, StorePictureHandler, GetPictureHandler, GetPricesHandler],
  projections: [stockBook],
  providers: [CatalogueStore, InventoryPresence],
});
