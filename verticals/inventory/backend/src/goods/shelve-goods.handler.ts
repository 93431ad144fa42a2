import type { DataOf } from '@jogakbo/contract';
import { ShelveGoods } from '@jogakbo/inventory-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { OrderGoods } from './order-goods.ts';

@CommandHandler(ShelveGoods)
export class ShelveGoodsHandler {
  constructor(private readonly goods: OrderGoods) {}

  handle({ orderId }: DataOf<typeof ShelveGoods>): Promise<null> {
    return this.goods.decideAndFollow(ShelveGoods({ orderId }));
  }
}
