import type { Currency, DataOf } from '@jogakbo/contract';
import type { Category, ProductListed, StoreOpened, SupplyStated, Teaser, Sku } from '@jogakbo/assortment-contract';
import type { Books } from '../stock/stock-book.projection.ts';

export type ListedProduct = DataOf<typeof ProductListed>;
export type OpenStore = DataOf<typeof StoreOpened>;
export type Supply = DataOf<typeof SupplyStated>;

/** How the shop is arranged, besides its products and stores. */
export interface Arrangement {
  readonly name: string;
  readonly source?: string;
  readonly currency: Currency;
  readonly categories: Category[];
  readonly teasers: Teaser[];
  readonly homeRecommendationsFor: Sku[];
}

/** The whole catalogue, as its events tell it; stock is what a feed has stated last, by SKU. */
export interface Catalogue {
  readonly arrangement?: Arrangement;
  readonly products: ListedProduct[];
  readonly stores: OpenStore[];
  readonly stock: ReadonlyMap<Sku, number>;
}

/** The catalogue as it is, and what inventory's books have of its stock. */
export type CurrentCatalogue = Catalogue & { readonly books: Books };

/** A catalogue that a feed has arranged. */
export type FedCatalogue = Catalogue & { readonly arrangement: Arrangement };
