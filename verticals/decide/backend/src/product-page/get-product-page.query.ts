import { Database, QueryHandler } from '@jogakbo/vertical';
import type { DataOf } from '@jogakbo/contract';
import { GetProductPage, type ProductPage } from '@jogakbo/decide-contract';

@QueryHandler(GetProductPage)
export class GetProductPageHandler {
  constructor(private readonly database: Database) {}

  /** A product whose category and currency were not heard of yet is not on sale yet. */
  async answer({ productId }: DataOf<typeof GetProductPage>): Promise<ProductPage | null> {
    const [page] = await this.database.query<{ page: ProductPage }>(
      `select jsonb_strip_nulls(jsonb_build_object(
         'productId', product.product_id, 'name', product.name, 'highlights', product.highlights,
         'variants', product.variants, 'currency', coalesce(product.currency, storefront.currency),
         'category', (select c from jsonb_array_elements(storefront.categories) c where c ->> 'categoryId' = product.category_id)
       )) as page
       from product_page product, storefront where product.product_id = $1`,
      [productId],
    );
    return page?.page ?? null;
  }
}
