import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { Color, ProductDelisted, ProductId, ProductListed } from '@jogakbo/assortment-contract';

const rainbow = contract('rainbow');

export const ColourfulProduct = z.object({ productId: ProductId, name: z.string(), colors: z.array(Color).min(1) });
export type ColourfulProduct = z.infer<typeof ColourfulProduct>;

/** `null` says that nothing is on sale. */
export const GetMostColourful = rainbow.query(
  'GetMostColourful',
  'The product that comes in the most colours.',
  {},
  { view: ColourfulProduct.nullable(), refreshedBy: [ProductListed, ProductDelisted] },
);
