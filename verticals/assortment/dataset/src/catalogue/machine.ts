import type { Model } from '../draw/tractor.ts';
import type { Dye } from './dyes.ts';

/** A machine as we write it down: what it is called, what is good about it, how it is drawn, how it is finished. */
export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly highlights: readonly [string, string, string];
  readonly model: Model;
  readonly finishes: readonly Finish[];
}

/** A machine in one dye: its price in cents and how many there are. */
type Finish = readonly [dye: Dye, price: number, stock: number];

const variant = (id: string, [{ code, name, color }, price, stock]: Finish) => {
  const sku = `${id}-${code}`;
  return { sku, name, color, price, image: `images/product/${sku}.svg`, stock };
};

/** The machine as the feed lists it. */
export const product = ({ id, name, highlights, finishes }: Machine, category: string) => ({
  id,
  name,
  category,
  highlights: [...highlights],
  variants: finishes.map((finish) => variant(id, finish)),
});
