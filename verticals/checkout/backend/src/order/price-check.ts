import { Injectable } from '@nestjs/common';
import { isSameCurrency, type Money, ProblemError, sumOf, times } from '@jogakbo/contract';
import { GetPrices } from '@jogakbo/assortment-contract';
import type { Cart } from '@jogakbo/checkout-contract';
import { Gateway } from '@jogakbo/vertical';

/** Milliseconds that the catalogue gets to say what things cost; after that an order goes on without it. */
const BUDGET = 300;

/** What the catalogue itself says of a basket: what it costs, what of it is not on sale, whether any price is another one; or nothing at all. */
export type Checked = { readonly total: Money; readonly gone: readonly string[]; readonly isOther: boolean } | 'unchecked';

/** Asks the catalogue what a basket costs at this very moment: this vertical's own view may be a moment behind. */
@Injectable()
export class PriceCheck {
  constructor(private readonly gateway: Gateway) {}

  async of({ lines, currency }: Pick<Cart, 'lines' | 'currency'>): Promise<Checked> {
    const now = await this.pricesOf(lines.map(({ sku }) => sku));
    if (!now) return 'unchecked';
    const priceOf = new Map(now.prices.map(({ sku, price }) => [sku, price]));
    const costs = lines.map(({ sku, quantity }) => times({ amount: priceOf.get(sku) ?? 0, currency: now.currency }, quantity));
    return {
      total: sumOf(now.currency, costs),
      gone: lines.filter(({ sku }) => !priceOf.has(sku)).map(({ name }) => name),
      isOther: !isSameCurrency(now.currency, currency) || lines.some(({ sku, price }) => priceOf.get(sku) !== price),
    };
  }

  private async pricesOf(skus: Cart['lines'][number]['sku'][]) {
    try {
      return await this.gateway.ask(GetPrices, { skus }, BUDGET);
    } catch (error) {
      // Whoever has no time left is told so.
      if (error instanceof ProblemError && !error.is('deadline-exceeded')) return undefined;
      throw error;
    }
  }
}
