import type { DataOf } from '@jogakbo/contract';
import { GetOrder, type Order } from '@jogakbo/checkout-contract';
import { digestOf, fits, keyTo, mayOpen, QueryHandler } from '@jogakbo/vertical';
import { CustomerOrders, type KnownOrder } from './customer-orders.ts';
import { latestOrder, visitorsKey } from './visitor.ts';

@QueryHandler(GetOrder)
export class GetOrderHandler {
  constructor(private readonly orders: CustomerOrders) {}

  async answer({ orderId, key }: DataOf<typeof GetOrder>): Promise<Order | null> {
    if (latestOrder() === orderId) await this.orders.arrived(orderId);
    const order = await this.orders.find(orderId);
    if (!order) return null;
    const visitorKey = visitorsKey();
    const isVisitors = visitorKey !== undefined && digestOf(visitorKey) === order.visitorDigest;
    if (!isVisitors && !mayOpen(key, order.keyDigest)) return null;
    return viewOf(order, isVisitors ? keyTo(orderId, visitorKey) : key && fits(key, order.keyDigest) ? key : undefined);
  }
}

function viewOf(order: KnownOrder, key: Order['key']): Order {
  const { orderId, status, steps, reason, lines, total, currency, customer, storeId, cancellation, pricesAreUnchecked } = order;
  const isHandedOver = steps.some(({ step }) => step === 'handed over');
  const mayCancel = (status === 'placed' || status === 'confirmed') && cancellation === 'none' && !isHandedOver;
  return {
    ...{ orderId, key, status, steps: [...steps], reason: reason ?? undefined, mayCancel },
    ...{ lines, total, currency, customer, storeId, pricesAreUnchecked },
  };
}
