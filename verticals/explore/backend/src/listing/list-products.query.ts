import { Database, QueryHandler } from '@jogakbo/vertical';
import type { Currency, DataOf } from '@jogakbo/contract';
import { ListProducts, type ListedProduct, type ProductList } from '@jogakbo/explore-contract';
import { Storefronts } from '../storefront/storefronts.ts';

const columns = `product_id as "productId", name, start_price as "startPrice", sku, picture, color, variant_count as "variantCount"`;

@QueryHandler(ListProducts)
export class ListProductsHandler {
  constructor(
    private readonly database: Database,
    private readonly storefronts: Storefronts,
  ) {}

  async answer({ categoryId, search }: DataOf<typeof ListProducts>): Promise<ProductList | null> {
    const { currency, categories } = await this.storefronts.current();
    const category = categories.find((candidate) => candidate.categoryId === categoryId);
    if (categoryId && !category) return null;
    const products = search ? await this.search(search, currency, categoryId) : await this.list(currency, categoryId);
    return { currency, categories, ...(category && { category }), ...(search && { search }), products };
  }

  private list(currency: Currency, categoryId: string | undefined) {
    return this.database.query<ListedProduct & Record<string, unknown>>(
      `select ${columns} from product_listing where ${isIn('$2')} and ($1::text is null or category_id = $1)
       order by start_price desc, position, product_id`,
      [categoryId ?? null, JSON.stringify(currency)],
    );
  }

  /** Words as people type them: quotes, minus and "or" work; the last word may be only its beginning. */
  private search(typed: string, currency: Currency, categoryId: string | undefined) {
    const search = withoutDashes(typed);
    const { before, begun } = lastWordOf(search);
    return this.database.query<ListedProduct & Record<string, unknown>>(
      `with asked as (
         select (${matching('$1')} || case when $3 = '' then ''::tsquery else ${matching('$2')} && to_tsquery('simple', $3) end)
           && !! ${matching('$4')} as query
       )
       select ${columns} from product_listing, asked where searchable(name, words) @@ asked.query and ${isIn('$6')} and ($5::text is null or category_id = $5)
       order by ts_rank_cd(searchable(name, words), asked.query) desc, start_price desc, position`,
      [search, before, begun && `'${begun}':*`, unwantedIn(search), categoryId ?? null, JSON.stringify(currency)],
    );
  }
}

/** One list has one currency: while a catalogue in another one comes in, what is still priced in the former is not shown. */
const isIn = (currency: string) => `(currency is null or currency - 'symbol' = ${currency}::jsonb - 'symbol')`;

/** Words are kept as they stand in a name, and by their stem elsewhere. */
const matching = (words: string) => `(websearch_to_tsquery('english', ${words}) || websearch_to_tsquery('simple', ${words}))`;

/** A dash that stands alone is how names are joined, and would be taken for the minus of the word after it. */
const withoutDashes = (typed: string) => typed.replace(/(?<!\S)-+(?!\S)/g, ' ');

/** A last word that may go on, with all before it: neither one that is not wanted nor one in quotes goes on. */
function lastWordOf(search: string): { before: string; begun: string } {
  const [, before = '', begun = ''] = /^(.*?)(?<!\S)([\p{L}\p{N}]+(?:-[\p{L}\p{N}]*)*)$/u.exec(search) ?? [];
  const quoted = before.split('"').length % 2 === 0;
  return quoted ? { before: '', begun: '' } : { before, begun };
}

/** What is not wanted, neither as it stands nor by its stem. */
const unwantedIn = (search: string) => [...search.matchAll(/(?<!\S)-("[^"]*"|[^\s"]+)/g)].map(([, words]) => words).join(' or ');
