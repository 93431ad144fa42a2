import type { ViewOf } from '@jogakbo/contract';
import { GetCheckout, OrderId } from '@jogakbo/checkout-contract';
import { machine, QueryHandler } from '@jogakbo/service';
import { GetCartHandler } from '../cart/get-cart.query.ts';

@QueryHandler(GetCheckout)
export class GetCheckoutHandler {
  constructor(private readonly carts: GetCartHandler) {}

  async answer(): Promise<ViewOf<typeof GetCheckout>> {
    return { orderId: OrderId.parse(machine.newId()), cart: await this.carts.answer() };
  }
}
