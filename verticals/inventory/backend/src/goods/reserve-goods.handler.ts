import { ProblemError, type DataOf } from '@jogakbo/contract';
import { ReserveGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { OrderGoods } from './order-goods.ts';
import { Pieces } from './pieces.ts';

@CommandHandler(ReserveGoods)
export class ReserveGoodsHandler {
  constructor(
    private readonly goods: OrderGoods,
    private readonly pieces: Pieces,
  ) {}

  /** The pieces come first: that they are kept is said when all of them are. An order that was given up meanwhile gets none. */
  async handle({ orderId, lines }: DataOf<typeof ReserveGoods>): Promise<null> {
    const { status } = await this.goods.of(orderId);
    if (status === 'none') await this.pieces.reserve(orderId, lines);
    try {
      await this.goods.decide(ReserveGoods({ orderId, lines }));
    } catch (error) {
      if (error instanceof ProblemError && error.is('rejected')) await this.pieces.release(orderId, lines);
      throw error;
    }
    return null;
  }
}
