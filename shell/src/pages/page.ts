/** How much room a slot keeps while its block is away, so that nothing jumps. */
export type Reserve = 'header' | 'lead' | 'row' | 'footer' | 'inline';

/** A block placed on a page. Prop values `:name` and `?name` come from the address; what the address lacks is left out. */
export interface PlacedBlock {
  readonly slot: 'header' | 'main' | 'more' | 'footer';
  /** `<vertical>/<block>` */
  readonly block: string;
  readonly props?: Readonly<Record<string, string | readonly string[]>>;
  readonly reserve: Reserve;
}

/** A page: a route, slots, block names. Data, not code. */
export interface Page {
  readonly name: string;
  /** A URL pattern's path, e.g. `/product/:productId`. */
  readonly route: string;
  /** The vertical that owns the page. */
  readonly team: string;
  /** Shown until the lead block says better. */
  readonly title: string;
  readonly description: string;
  /** The block in the slot `main` leads: it says the page's title and status. */
  readonly blocks: readonly PlacedBlock[];
}
