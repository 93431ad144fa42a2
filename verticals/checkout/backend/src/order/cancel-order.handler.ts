import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { CancelOrder } from '@jogakbo/checkout-contract';
import { AggregateStreams, CommandHandler, mayOpen, StreamsOf } from '@jogakbo/vertical';
import { type Order, order } from './order.decider.ts';

@CommandHandler(CancelOrder)
export class CancelOrderHandler {
  constructor(@StreamsOf(order) private readonly orders: AggregateStreams<Order>) {}

  /** Whether there is no such order, or not for this key, is not told apart. */
  async handle(command: DataOf<typeof CancelOrder>): Promise<null> {
    const { placed } = await this.orders.stateOf(command.orderId);
    if (!placed || !mayOpen(command.key, placed.keyDigest)) throw new ProblemError(problem('not-found', 'There is no such order here.'));
    await this.orders.decideOrRefuse(CancelOrder(command));
    return null;
  }
}
