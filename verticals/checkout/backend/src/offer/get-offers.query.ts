import { QueryHandler } from '@jogakbo/vertical';
import type { DataOf } from '@jogakbo/contract';
import { GetOffers, type Offers } from '@jogakbo/checkout-contract';
import { OnSale } from './on-sale.ts';

@QueryHandler(GetOffers)
export class GetOffersHandler {
  constructor(private readonly onSale: OnSale) {}

  async answer({ productId }: DataOf<typeof GetOffers>): Promise<Offers | null> {
    const { offered } = await this.onSale.ofProduct(productId);
    const [first] = offered;
    if (!first) return null;
    const variants = offered.map(({ variant: { sku, name, price }, available }) => ({
      sku,
      name,
      price,
      available: available ?? undefined,
    }));
    return { currency: first.currency, variants };
  }
}
