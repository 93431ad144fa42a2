import { Database, QueryHandler } from '@jogakbo/service';
import type { DataOf } from '@jogakbo/contract';
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
    const products = search ? await this.search(search, categoryId) : await this.list(categoryId);
    return { currency, categories, ...(category && { category }), ...(search && { search }), products };
  }

  private list(categoryId: string | undefined) {
    return this.database.query<ListedProduct & Record<string, unknown>>(
      `select ${columns} from product_listing where $1::text is null or category_id = $1
       order by start_price desc, position, product_id`,
      [categoryId ?? null],
    );
  }

  /** Words as people type them: quotes, minus and "or" work; the last word may be only its beginning. */
  private search(search: string, categoryId: string | undefined) {
    const beginning = /[\p{L}\p{N}]+$/u.exec(search)?.[0] ?? '';
    return this.database.query<ListedProduct & Record<string, unknown>>(
      `with asked as (
         select websearch_to_tsquery('english', $1) || websearch_to_tsquery('simple', $1)
           || case when $2 = '' then ''::tsquery else ($2 || ':*')::tsquery end as query
       )
       select ${columns} from product_listing, asked where searchable(name, words) @@ asked.query and ($3::text is null or category_id = $3)
       order by ts_rank_cd(searchable(name, words), asked.query) desc, start_price desc, position`,
      [search, beginning.toLowerCase(), categoryId ?? null],
    );
  }
}
