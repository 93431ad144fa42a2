import type { DataOf } from '@jogakbo/contract';
import { SellGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/service';
import { OrderGoods } from './order-goods.ts';

@CommandHandler(SellGoods)
export class SellGoodsHandler {
  constructor(private readonly goods: OrderGoods) {}

  handle({ orderId }: DataOf<typeof SellGoods>): Promise<null> {
    return this.goods.decideAndFollow(SellGoods({ orderId }));
  }
}
