import { Injectable } from '@nestjs/common';
import { Database } from '@jogakbo/vertical';
import type { Currency } from '@jogakbo/contract';
import type { Category, Teaser } from '@jogakbo/assortment-contract';

interface Arranged {
  readonly currency: Currency;
  readonly categories: Category[];
  readonly teasers: Teaser[];
}

/** Before anything was heard of the assortment, the shop is empty and counts in euros. */
const notArrangedYet: Arranged = { currency: { code: 'EUR', symbol: '€', digits: 2 }, categories: [], teasers: [] };

/** Reads how the shop is arranged. */
@Injectable()
export class Storefronts {
  constructor(private readonly database: Database) {}

  async current(): Promise<Arranged> {
    const [row] = await this.database.query<Arranged & Record<string, unknown>>('select currency, categories, teasers from storefront');
    return row ?? notArrangedYet;
  }
}
