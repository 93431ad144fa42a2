import { ListOrders, type OrderSummary } from '@jogakbo/checkout-contract';
import { digestOf, QueryHandler } from '@jogakbo/vertical';
import { CustomerOrders, type KnownOrder } from './customer-orders.ts';
import { latestOrder, visitorsKey } from './visitor.ts';

@QueryHandler(ListOrders)
export class ListOrdersHandler {
  constructor(private readonly orders: CustomerOrders) {}

  async answer(): Promise<OrderSummary[]> {
    const visitorKey = visitorsKey();
    if (!visitorKey) return [];
    await this.orders.arrived(latestOrder());
    return (await this.orders.of(digestOf(visitorKey))).map(summaryOf);
  }
}

function summaryOf({ orderId, placedAt, status, steps, lines, total, currency }: KnownOrder): OrderSummary {
  return {
    ...{ orderId, placedAt, status, step: steps.at(-1)!.step },
    names: lines.map(({ name }) => name),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    ...{ total, currency },
  };
}
