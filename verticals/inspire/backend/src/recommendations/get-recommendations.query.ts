import { Checkpoints, Database, QueryHandler } from '@jogakbo/service';
import type { DataOf } from '@jogakbo/contract';
import type { Sku } from '@jogakbo/assortment-contract';
import { GetRecommendations, type Recommendation } from '@jogakbo/inspire-contract';
import { recommend } from './recommend.ts';

type Asked = DataOf<typeof GetRecommendations>;

@QueryHandler(GetRecommendations)
export class GetRecommendationsHandler {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer(asked: Asked): Promise<Recommendation[]> {
    await this.checkpoints.seen();
    const catalogue = await this.database.query<Recommendation & Record<string, unknown>>(
      `select product_id as "productId", variant ->> 'sku' as sku, palette.name || ' ' || (variant ->> 'name') as name,
              variant ->> 'picture' as picture, variant ->> 'color' as color
       from palette, jsonb_array_elements(variants) with ordinality as v(variant, place)
       order by position, product_id, place`,
    );
    return recommend(catalogue, await this.lookedAt(asked, catalogue));
  }

  /** What the customer looks at, as SKUs; a product without a chosen variant shows its first. */
  private async lookedAt({ on, productId, skus = [] }: Asked, catalogue: Recommendation[]): Promise<Sku[]> {
    if (on === 'home') {
      const [home] = await this.database.query<{ skus: Sku[] }>('select skus from home_choice');
      return home?.skus ?? [];
    }
    const known = catalogue.filter(({ sku }) => skus.includes(sku));
    if (on === 'skus' || known.length > 0) return known.map(({ sku }) => sku);
    const first = catalogue.find((variant) => variant.productId === productId);
    return first ? [first.sku] : [];
  }
}
