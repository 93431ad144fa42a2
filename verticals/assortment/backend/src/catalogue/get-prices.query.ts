import { Database, QueryHandler } from '@jogakbo/vertical';
import type { DataOf, ViewOf } from '@jogakbo/contract';
import { GetPrices, type Prices } from '@jogakbo/assortment-contract';

@QueryHandler(GetPrices)
export class GetPricesHandler {
  constructor(private readonly database: Database) {}

  /** One statement: currency and prices are of the same moment, whatever is imported meanwhile. */
  async answer({ skus }: DataOf<typeof GetPrices>): Promise<ViewOf<typeof GetPrices>> {
    const [found] = await this.database.query<Prices & Record<string, unknown>>(
      `select currency, coalesce(
         (select jsonb_agg(jsonb_build_object('sku', sku, 'price', price)) from variant where sku = any($1)), '[]') as prices
       from storefront`,
      [skus],
    );
    return found ?? null;
  }
}
