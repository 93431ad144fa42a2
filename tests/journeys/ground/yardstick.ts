import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A product feed, as far as the yardstick's facts are found in it. */
export interface YardstickFeed {
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly YardstickProduct[];
  readonly stores: readonly { readonly name: string; readonly street: string; readonly city: string }[];
  readonly teasers: readonly { readonly title: string; readonly url: string }[];
  readonly homeRecommendationsFor: readonly string[];
}
export interface YardstickProduct {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly highlights: readonly string[];
  readonly variants: readonly YardstickVariant[];
}
export interface YardstickVariant {
  readonly sku: string;
  readonly name: string;
  readonly color: string;
  readonly price: number;
}

const beside = path.resolve(import.meta.dirname, '../../../../shared/feed/tractor-store.json');

/** Where the feed of the field's yardstick lies, if there is one: it is no part of the project. One that is named is there. */
export const yardstickFile = process.env['YARDSTICK_FEED'] || [beside].find((file) => existsSync(file));
if (yardstickFile && !existsSync(yardstickFile)) throw new Error(`YARDSTICK_FEED names ${yardstickFile}, and there is no such file.`);

export const readYardstick = (): YardstickFeed => JSON.parse(readFileSync(yardstickFile!, 'utf8')) as YardstickFeed;

/** The names of these products, dearest first by their cheapest variant, ties in the feed's order. */
export function dearestFirst(products: readonly YardstickProduct[]): string[] {
  const start = ({ variants }: YardstickProduct) => Math.min(...variants.map(({ price }) => price));
  return products.toSorted((a, b) => start(b) - start(a)).map(({ name }) => name);
}

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** The rule of the recommendations: the four other variants nearest in RGB to the average colour, ties in the feed's order. */
export function nearestInColor({ products }: YardstickFeed, skus: readonly string[]): string[] {
  const all = products.flatMap((product) => product.variants.map((variant) => ({ ...variant, title: `${product.name} ${variant.name}` })));
  const given = all.filter(({ sku }) => skus.includes(sku)).map(({ color }) => channels(color));
  const average = [0, 1, 2].map((channel) => Math.round(given.reduce((sum, color) => sum + color[channel]!, 0) / given.length));
  const distance = (color: string) => Math.sqrt(channels(color).reduce((sum, value, channel) => sum + (value - average[channel]!) ** 2, 0));
  return all
    .filter(({ sku }) => !skus.includes(sku))
    .toSorted((a, b) => distance(a.color) - distance(b.color))
    .slice(0, 4)
    .map(({ title }) => title);
}
