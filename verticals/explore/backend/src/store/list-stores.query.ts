import { Database, QueryHandler } from '@jogakbo/vertical';
import { ListStores, type Store } from '@jogakbo/explore-contract';

@QueryHandler(ListStores)
export class ListStoresHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<Store[]> {
    return this.database.query<Store & Record<string, unknown>>(
      'select store_id as "storeId", name, street, city, picture from store order by position, store_id',
    );
  }
}
