import type { Variant } from '@jogakbo/assortment-contract';
import type { Recommendation } from '@jogakbo/inspire-contract';

export type ColoredVariant = Pick<Variant, 'sku' | 'name' | 'color' | 'picture'>;

type Rgb = readonly [red: number, green: number, blue: number];

const rgbOf = (color: string): Rgb => {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

const averageOf = (colors: readonly Rgb[]): Rgb =>
  [0, 1, 2].map((channel) => Math.round(colors.reduce((sum, color) => sum + color[channel]!, 0) / colors.length)) as unknown as Rgb;

/** The square of Euclid's distance: the same order, and whole numbers, so that equals are equal. */
const distance = (a: Rgb, b: Rgb) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/**
 * The variants nearest in colour to the average of the given ones, without these; ties in the catalogue's order.
 * With nothing to go by, the catalogue's first.
 */
export function recommend(catalogue: readonly Recommendation[], skus: readonly string[], count = 4): Recommendation[] {
  const given = new Set(skus);
  const colors = catalogue.filter(({ sku }) => given.has(sku)).map(({ color }) => rgbOf(color));
  const others = catalogue.filter(({ sku }) => !given.has(sku));
  if (colors.length === 0) return others.slice(0, count);
  const wanted = averageOf(colors);
  return others
    .map((candidate) => ({ candidate, far: distance(rgbOf(candidate.color), wanted) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
