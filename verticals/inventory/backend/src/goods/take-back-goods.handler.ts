import type { DataOf } from '@jogakbo/contract';
import { TakeBackGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/service';
import { OrderGoods } from './order-goods.ts';

@CommandHandler(TakeBackGoods)
export class TakeBackGoodsHandler {
  constructor(private readonly goods: OrderGoods) {}

  handle({ orderId }: DataOf<typeof TakeBackGoods>): Promise<null> {
    return this.goods.decideAndFollow(TakeBackGoods({ orderId }));
  }
}
