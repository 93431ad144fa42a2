import { Injectable } from '@nestjs/common';
import { problem, ProblemError } from '@jogakbo/contract';
import { ForgetCustomer, type OrderId } from '@jogakbo/checkout-contract';
import { AggregateStreams, machine, remaining, StreamsOf } from '@jogakbo/vertical';
import { CustomerOrders } from './customer-orders.ts';
import { type Order, order } from './order.decider.ts';

/** Forgets who has ordered. */
@Injectable()
export class Forgetting {
  constructor(
    @StreamsOf(order) private readonly orders: AggregateStreams<Order>,
    private readonly customers: CustomerOrders,
  ) {}

  /** From here on the log says it no more. Again, it is nothing. */
  async decide(orderId: OrderId): Promise<void> {
    await this.orders.decideOrRefuse(ForgetCustomer({ orderId }));
  }

  /**
   * Resolves when no view says it any more either.
   *
   * @throws ProblemError `view-behind` when that takes too long; it will come true all the same.
   */
  async seen(orderIds: readonly OrderId[]): Promise<void> {
    while (remaining() > 0) {
      if ((await this.customers.known(orderIds)).length === 0) return;
      await machine.pause(20);
    }
    throw new ProblemError(problem('view-behind', 'It is forgotten; the view of orders has yet to hear of it. Please look in a moment.'));
  }
}
