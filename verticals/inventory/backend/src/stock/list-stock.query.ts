import { ListStock, type StockLevel } from '@jogakbo/inventory-contract';
import { Checkpoints, Database, QueryHandler } from '@jogakbo/service';

@QueryHandler(ListStock)
export class ListStockHandler {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer(): Promise<StockLevel[]> {
    await this.checkpoints.seen();
    return this.database.query<StockLevel & Record<string, unknown>>(
      `select stock_id as "stockId", sku, location_id as "locationId", on_hand as "onHand", reserved
       from stock_level order by sku, location_id`,
    );
  }
}
