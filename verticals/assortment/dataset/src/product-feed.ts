/** The product feed that the shop imports, version 1: everything on the shelves, with pictures beside the file. */
export interface ProductFeed {
  readonly format: 'product-feed/1';
  readonly name: string;
  readonly source: string;
  /** Prices are integers of the currency's smallest unit, `digits` behind the point. */
  readonly currency: { readonly code: string; readonly symbol: string; readonly digits: number };
  readonly categories: readonly Category[];
  readonly products: readonly Product[];
  readonly stores: readonly Store[];
  readonly teasers: readonly Teaser[];
  /** The SKUs whose colours the home page's recommendations resemble. */
  readonly homeRecommendationsFor: readonly string[];
}

/** A group of products with a page of its own. */
export interface Category {
  readonly id: string;
  readonly name: string;
}

/** A machine with what is good about it and the colours it comes in. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly highlights: readonly string[];
  readonly variants: readonly Variant[];
}

/** A product in one colour: what is priced, stocked and sold. */
export interface Variant {
  readonly sku: string;
  readonly name: string;
  readonly color: string;
  readonly price: number;
  readonly image: string;
  readonly stock: number;
}

/** A place where an order is picked up. */
export interface Store {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly image: string;
}

/** A large picture that leads into a category. */
export interface Teaser {
  readonly title: string;
  readonly image: string;
  readonly url: string;
}
