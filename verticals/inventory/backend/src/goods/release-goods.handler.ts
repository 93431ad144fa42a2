import type { DataOf } from '@jogakbo/contract';
import { ReleaseGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { OrderGoods } from './order-goods.ts';

@CommandHandler(ReleaseGoods)
export class ReleaseGoodsHandler {
  constructor(private readonly goods: OrderGoods) {}

  handle({ orderId }: DataOf<typeof ReleaseGoods>): Promise<null> {
    return this.goods.decideAndFollow(ReleaseGoods({ orderId }));
  }
}
