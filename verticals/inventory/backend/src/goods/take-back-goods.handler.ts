import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { TakeBackGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { OrderGoods } from './order-goods.ts';

@CommandHandler(TakeBackGoods)
export class TakeBackGoodsHandler {
  constructor(private readonly goods: OrderGoods) {}

  async handle({ orderId }: DataOf<typeof TakeBackGoods>): Promise<null> {
    try {
      return await this.goods.decideAndFollow(TakeBackGoods({ orderId }));
    } catch (error) {
      // They came back before, and could not stay: that they are sold again is on its way, and comes first.
      if (error instanceof ProblemError && error.problem.detail === 'GoodsAreBackAlready')
        throw new ProblemError(problem('unavailable', 'What came back is still to be sold again.'));
      throw error;
    }
  }
}
