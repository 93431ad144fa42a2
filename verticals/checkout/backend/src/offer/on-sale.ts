import { Injectable } from '@nestjs/common';
import { Database } from '@jogakbo/vertical';
import type { Currency } from '@jogakbo/contract';
import type { ProductId, Sku, Variant } from '@jogakbo/assortment-contract';

/** One variant that can be bought, and the product that it is of. */
export interface OfferedVariant {
  readonly productId: ProductId;
  readonly name: string;
  readonly variant: Variant;
  /** What its price is in. */
  readonly currency: Currency;
  /** How many pieces can be sold; nothing while nobody has counted them: then none are. */
  readonly available: number | null;
}

/** What can be bought now, and in which currency the shop counts; while a catalogue comes in, an offer may still be in the former one. */
export interface Sale {
  readonly currency: Currency;
  readonly offered: readonly OfferedVariant[];
}

/** Before anything was heard of the storefront, nothing is on sale, in euros. */
const notArrangedYet: Sale = { currency: { code: 'EUR', symbol: '€', digits: 2 }, offered: [] };

/** What is on sale, by this vertical's own read store. */
@Injectable()
export class OnSale {
  constructor(private readonly database: Database) {}

  async ofProduct(productId: ProductId): Promise<Sale> {
    return this.sale('product_id = $1', productId);
  }

  async ofSkus(skus: readonly Sku[]): Promise<Sale> {
    return this.sale(`skus ?| $1 and variant ->> 'sku' = any($1)`, skus);
  }

  private async sale(condition: string, asked: unknown): Promise<Sale> {
    const [storefront] = await this.database.query<{ currency: Currency }>('select currency from storefront');
    if (!storefront) return notArrangedYet;
    const offered = await this.database.query<OfferedVariant & Record<string, unknown>>(
      `select product_id as "productId", name, variant, coalesce(currency, $2) as currency,
              (select sum(available)::int from availability where sku = variant ->> 'sku') as available
       from offer, jsonb_array_elements(variants) with ordinality as v(variant, place)
       where ${condition} order by product_id, place`,
      [asked, JSON.stringify(storefront.currency)],
    );
    return { ...storefront, offered };
  }
}
