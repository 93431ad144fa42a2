import { Database, QueryHandler } from '@jogakbo/vertical';
import { GetMostColourful, type ColourfulProduct } from '@jogakbo/rainbow-contract';

@QueryHandler(GetMostColourful)
export class GetMostColourfulHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<ColourfulProduct | null> {
    const [product] = await this.database.query<ColourfulProduct & Record<string, unknown>>(
      `select product_id as "productId", name, colors from colourful_product
       order by jsonb_array_length(colors) desc, position limit 1`,
    );
    return product ?? null;
  }
}
