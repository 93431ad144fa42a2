import { ListParcels, type ParcelSummary } from '@jogakbo/delivery-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';

const MOST = 100;

@QueryHandler(ListParcels)
export class ListParcelsHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<ParcelSummary[]> {
    return this.database.query<ParcelSummary & Record<string, unknown>>(
      `select order_id as "orderId", status, store_id as "storeId", lines, missing from parcel
       where status in ('requested', 'packed', 'expected', 'ready', 'return requested') and requested_at is not null
       order by jsonb_array_length(missing) = 0, requested_at, order_id limit ${MOST}`,
    );
  }
}
