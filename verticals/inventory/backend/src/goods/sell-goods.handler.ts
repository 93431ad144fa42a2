import type { DataOf } from '@jogakbo/contract';
import { SellGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { OrderGoods } from './order-goods.ts';
import { Pieces } from './pieces.ts';

@CommandHandler(SellGoods)
export class SellGoodsHandler {
  constructor(
    private readonly goods: OrderGoods,
    private readonly pieces: Pieces,
  ) {}

  /** Pieces that were kept and are not there when they are counted are not sold: nobody pays for what is not there. */
  async handle({ orderId }: DataOf<typeof SellGoods>): Promise<null> {
    const { status, lines } = await this.goods.of(orderId);
    if (status === 'reserved') await this.pieces.assertThere(lines);
    return this.goods.decideAndFollow(SellGoods({ orderId }));
  }
}
