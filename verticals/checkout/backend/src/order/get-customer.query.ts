import type { DataOf, ViewOf } from '@jogakbo/contract';
import { GetCustomer } from '@jogakbo/checkout-contract';
import { Checkpoints, QueryHandler } from '@jogakbo/vertical';
import { CustomerOrders } from './customer-orders.ts';

@QueryHandler(GetCustomer)
export class GetCustomerHandler {
  constructor(
    private readonly orders: CustomerOrders,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer({ orderId }: DataOf<typeof GetCustomer>): Promise<ViewOf<typeof GetCustomer>> {
    await this.checkpoints.seen();
    const order = await this.orders.find(orderId);
    return order ? { customer: order.customer } : null;
  }
}
