import { CommandHandler } from '@jogakbo/vertical';
import type { DataOf } from '@jogakbo/contract';
import { RemoveFromCart } from '@jogakbo/checkout-contract';
import { removed } from './cart-items.ts';
import { keepCart, visitorsCart } from './visitors-cart.ts';

@CommandHandler(RemoveFromCart)
export class RemoveFromCartHandler {
  /** What is not in the cart is removed already. */
  handle({ sku }: DataOf<typeof RemoveFromCart>): null {
    keepCart(removed(visitorsCart(), sku));
    return null;
  }
}
