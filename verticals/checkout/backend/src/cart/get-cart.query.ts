import { QueryHandler } from '@jogakbo/vertical';
import { GetCart, type Cart } from '@jogakbo/checkout-contract';
import { OnSale } from '../offer/on-sale.ts';
import { pricedCart } from './priced-cart.ts';
import { visitorsCart } from './visitors-cart.ts';

@QueryHandler(GetCart)
export class GetCartHandler {
  constructor(private readonly onSale: OnSale) {}

  async answer(): Promise<Cart> {
    const items = visitorsCart();
    return pricedCart(items, await this.onSale.ofSkus([...items.keys()]));
  }
}
