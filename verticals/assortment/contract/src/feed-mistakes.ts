import { textsAt, type Place } from './places.ts';

interface Mistake {
  readonly path: Place['path'];
  readonly reason: string;
}

/**
 * What a feed names twice, and what it refers to and does not have.
 *
 * @remarks The feed may be malformed; what its schema refuses anyway is passed over.
 */
export function mistakesIn(feed: unknown): Mistake[] {
  const categories = textsAt(feed, 'categories.*.id');
  const skus = textsAt(feed, 'products.*.variants.*.sku');
  return [
    ...twice('category', categories),
    ...twice('product', textsAt(feed, 'products.*.id')),
    ...twice('store', textsAt(feed, 'stores.*.id')),
    ...twice('SKU', skus),
    ...missing('category', textsAt(feed, 'products.*.category'), categories),
    ...missing('SKU', textsAt(feed, 'homeRecommendationsFor.*'), skus),
  ];
}

function twice(what: string, places: Place[]): Mistake[] {
  const seen = new Set<string>();
  return places.flatMap(({ text, path }) => {
    const known = seen.has(text);
    seen.add(text);
    return known ? [{ path, reason: `${what} ${text} is there twice` }] : [];
  });
}

function missing(what: string, places: Place[], known: Place[]): Mistake[] {
  const there = new Set(known.map(({ text }) => text));
  return places.flatMap(({ text, path }) => (there.has(text) ? [] : [{ path, reason: `there is no ${what} ${text}` }]));
}
