import type { ViewOf } from '@jogakbo/contract';
import { GetCheckout } from '@jogakbo/checkout-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';
import { GetCartHandler } from '../cart/get-cart.query.ts';
import { nextOrder } from '../cart/visitors-cart.ts';
import type { PickupStore } from './pickup-store.projection.ts';

@QueryHandler(GetCheckout)
export class GetCheckoutHandler {
  constructor(
    private readonly carts: GetCartHandler,
    private readonly database: Database,
  ) {}

  async answer(): Promise<ViewOf<typeof GetCheckout>> {
    const stores = 'select store_id as "storeId", name from pickup_store order by name';
    const [cart, found] = await Promise.all([this.carts.answer(), this.database.query<PickupStore>(stores)]);
    return { orderId: nextOrder(), cart, stores: found };
  }
}
