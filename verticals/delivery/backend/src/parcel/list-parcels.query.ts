import { ListParcels, type ParcelSummary } from '@jogakbo/delivery-contract';
import { Checkpoints, Database, QueryHandler } from '@jogakbo/vertical';

const MOST = 100;

@QueryHandler(ListParcels)
export class ListParcelsHandler {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer(): Promise<ParcelSummary[]> {
    await this.checkpoints.seen();
    return this.database.query<ParcelSummary & Record<string, unknown>>(
      `select order_id as "orderId", status, store_id as "storeId", lines, missing from parcel
       where status in ('requested', 'packed', 'expected', 'ready', 'return requested') and requested_at is not null
       order by jsonb_array_length(missing) = 0, requested_at, order_id limit ${MOST}`,
    );
  }
}
