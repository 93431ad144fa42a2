import type { DataOf, ViewOf } from '@jogakbo/contract';
import { GetStock } from '@jogakbo/inventory-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';

@QueryHandler(GetStock)
export class GetStockHandler {
  constructor(private readonly database: Database) {}

  async answer({ sku }: DataOf<typeof GetStock>): Promise<ViewOf<typeof GetStock>> {
    const [level] = await this.database.query<{ available: number }>(
      'select available from stock_level where sku = $1 and available is not null',
      [sku],
    );
    return { sku, available: level?.available };
  }
}
