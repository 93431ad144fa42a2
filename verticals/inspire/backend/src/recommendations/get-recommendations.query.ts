import { Database, QueryHandler } from '@jogakbo/vertical';
import type { DataOf } from '@jogakbo/contract';
import type { Sku } from '@jogakbo/assortment-contract';
import { GetRecommendations, type Recommendation } from '@jogakbo/inspire-contract';
import { lookedAt } from './looked-at.ts';
import { recommend } from './recommend.ts';

@QueryHandler(GetRecommendations)
export class GetRecommendationsHandler {
  constructor(private readonly database: Database) {}

  async answer(asked: DataOf<typeof GetRecommendations>): Promise<Recommendation[]> {
    const catalogue = await this.database.query<Recommendation & Record<string, unknown>>(
      `select product_id as "productId", variant ->> 'sku' as sku, palette.name || ' ' || (variant ->> 'name') as name,
              variant ->> 'picture' as picture, variant ->> 'color' as color
       from palette, jsonb_array_elements(variants) with ordinality as v(variant, place)
       order by position, product_id, place`,
    );
    return recommend(catalogue, lookedAt(asked, catalogue, asked.on === 'home' ? await this.homeChoice() : []));
  }

  private async homeChoice(): Promise<Sku[]> {
    const [home] = await this.database.query<{ skus: Sku[] }>('select skus from home_choice');
    return home?.skus ?? [];
  }
}
