import { projection, table } from '@jogakbo/domain';
import { ProductDelisted, ProductListed } from '@jogakbo/assortment-contract';
import type { ColourfulProduct } from '@jogakbo/rainbow-contract';

export const colours = projection('colours', {
  into: table<ColourfulProduct & { readonly position: number }>('colourful_product', 'productId'),
  from: { ProductListed, ProductDelisted },
  on: {
    ProductListed: ({ productId, position, name, variants }) => ({
      productId,
      position,
      name,
      colors: variants.map(({ color }) => color),
    }),
    ProductDelisted: () => null,
  },
});
