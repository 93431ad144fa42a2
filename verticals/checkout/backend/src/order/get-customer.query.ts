import type { DataOf, ViewOf } from '@jogakbo/contract';
import { GetCustomer } from '@jogakbo/checkout-contract';
import { QueryHandler } from '@jogakbo/vertical';
import { CustomerOrders } from './customer-orders.ts';

@QueryHandler(GetCustomer)
export class GetCustomerHandler {
  constructor(private readonly orders: CustomerOrders) {}

  async answer({ orderId }: DataOf<typeof GetCustomer>): Promise<ViewOf<typeof GetCustomer>> {
    const order = await this.orders.find(orderId);
    return order ? { customer: order.customer } : null;
  }
}
