import type { DataOf, KeyDigest } from '@jogakbo/contract';
import { GetTracking, type Tracking } from '@jogakbo/delivery-contract';
import { Database, mayOpen, QueryHandler } from '@jogakbo/vertical';

interface Found extends Record<string, unknown>, Pick<Tracking, 'status' | 'entries'> {
  readonly keyDigest: KeyDigest;
  readonly reason: string | null;
  readonly store: Tracking['store'] | null;
}

@QueryHandler(GetTracking)
export class GetTrackingHandler {
  constructor(private readonly database: Database) {}

  async answer({ orderId, key }: DataOf<typeof GetTracking>): Promise<Tracking | null> {
    const [found] = await this.database.query<Found>(
      `select status, key_digest as "keyDigest", entries, reason, case when store.store_id is not null then
         json_build_object('storeId', store.store_id, 'name', name, 'street', street, 'city', city) end as store
       from parcel left join pickup_store store using (store_id) where order_id = $1 and key_digest is not null`,
      [orderId],
    );
    if (!found || !mayOpen(key, found.keyDigest)) return null;
    const { status, entries, store, reason } = found;
    return { orderId, status, entries, ...(store && { store }), ...(reason !== null && { reason }) };
  }
}
