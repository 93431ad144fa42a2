import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { isRejection } from '@jogakbo/domain';
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
    const outcome = await this.orders.decide(CancelOrder(command));
    if (isRejection(outcome)) throw new ProblemError(problem('rejected', outcome.reason));
    return null;
  }
}
