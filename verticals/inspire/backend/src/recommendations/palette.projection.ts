import { projection, table } from '@jogakbo/domain';
import { ProductDelisted, ProductListed, type ProductId } from '@jogakbo/assortment-contract';
import type { ColoredVariant } from './recommend.ts';

export interface Palette {
  readonly productId: ProductId;
  readonly position: number;
  readonly name: string;
  readonly variants: ColoredVariant[];
}

export const palette = projection('palette', {
  into: table<Palette>('palette', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, position, name, variants }) => ({
      productId,
      position,
      name,
      variants: variants.map(({ sku, name, color, picture }) => ({ sku, name, color, picture })),
    }),
    ProductDelisted: () => null,
  },
});
