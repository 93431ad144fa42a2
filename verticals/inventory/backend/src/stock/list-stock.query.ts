import { ListStock, shortOf, type StockLevel } from '@jogakbo/inventory-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';
import type { StockLevelRow } from './stock-level.projection.ts';

@QueryHandler(ListStock)
export class ListStockHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<StockLevel[]> {
    const levels = await this.database.query<StockLevelRow & Record<string, unknown>>(
      `select stock_id as "stockId", sku, location_id as "locationId", on_hand as "onHand", reserved, available
       from stock_level order by sku, location_id`,
    );
    return levels.map(({ available, ...level }) => ({ ...level, available: available ?? undefined, short: shortOf(level) || undefined }));
  }
}
