import { CommandHandler } from '@jogakbo/vertical';
import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { AddToCart } from '@jogakbo/checkout-contract';
import { OnSale } from '../offer/on-sale.ts';
import { whyNot } from '../offer/why-not.ts';
import { visitorsKeyOrNew } from '../order/visitor.ts';
import { added, whyFull } from './cart-items.ts';
import { keepCart, visitorsCart } from './visitors-cart.ts';

const refused = (why: string) => new ProblemError(problem('rejected', why));

@CommandHandler(AddToCart)
export class AddToCartHandler {
  constructor(private readonly onSale: OnSale) {}

  async handle({ sku }: DataOf<typeof AddToCart>): Promise<null> {
    const { offered } = await this.onSale.ofSkus([sku]);
    const [one] = offered;
    if (!one) throw refused(`${sku} is not on sale.`);
    const cart = visitorsCart();
    const why = whyFull(cart, sku) ?? whyNot(one, (cart.get(sku) ?? 0) + 1);
    if (why) throw refused(why);
    keepCart(added(cart, sku));
    // So that an order can be sent twice by one visitor, also the first one: it must know its visitor before it is sent.
    visitorsKeyOrNew();
    return null;
  }
}
