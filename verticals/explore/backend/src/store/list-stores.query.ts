import { Checkpoints, Database, QueryHandler } from '@jogakbo/vertical';
import { ListStores, type Store } from '@jogakbo/explore-contract';

@QueryHandler(ListStores)
export class ListStoresHandler {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer(): Promise<Store[]> {
    await this.checkpoints.seen();
    return this.database.query<Store & Record<string, unknown>>(
      'select store_id as "storeId", name, street, city, picture from store order by position, store_id',
    );
  }
}
