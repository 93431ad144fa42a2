import { describe, expect, test } from 'vitest';
import { Feed } from '@jogakbo/assortment-contract';

import { dataset } from './catalogue.ts';
import { contrast } from './draw/colour.ts';

const variants = dataset.products.flatMap((product) => product.variants);
test('the data set is a feed that states everything: reading it adds and changes nothing', () => {
  expect(Feed.parse(dataset)).toEqual(dataset);
});

const twice = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.indexOf(name) !== at);

describe('the shelves', () => {
  test('hold at least 24 products in 3 categories, 60 variants and 5 stores', () => {
    expect(dataset.products.length).toBeGreaterThanOrEqual(24);
    expect(variants.length).toBeGreaterThanOrEqual(60);
    expect(dataset.stores.length).toBeGreaterThanOrEqual(5);
    expect(dataset.teasers).toHaveLength(2);
    expect(new Set(dataset.products.map((product) => product.category))).toEqual(
      new Set(dataset.categories.map((category) => category.id)),
    );
  });

  test('name nothing twice', () => {
    expect(twice(dataset.products.map((product) => product.id))).toEqual([]);
    expect(twice(dataset.products.map((product) => product.name))).toEqual([]);
    expect(twice(variants.map((variant) => variant.sku))).toEqual([]);
    expect(twice(dataset.stores.map((store) => store.id))).toEqual([]);
    expect(twice(dataset.products.flatMap((product) => product.highlights))).toEqual([]);
  });

  test('show one machine that is sold out, and none with less than nothing', () => {
    expect(variants.some((variant) => variant.stock === 0)).toBe(true);
    expect(variants.filter((variant) => !Number.isInteger(variant.stock) || variant.stock < 0)).toEqual([]);
  });
});

describe.each(dataset.products)('$id $name', ({ id, highlights, variants: own }) => {
  test('has three highlights, each one sentence', () => {
    expect(highlights).toHaveLength(3);
    for (const highlight of highlights) expect(highlight).toMatch(/^[A-Z].{15,79}\.$/);
  });

  test.each(own)('$sku is an SKU with a colour, a price in cents and a picture of its own', (variant) => {
    expect(variant.sku).toMatch(new RegExp(`^${id}-[A-Z]{2}$`));
    expect(variant.color).toMatch(/^#[0-9A-F]{6}$/);
    expect(Number.isSafeInteger(variant.price) && variant.price > 0).toBe(true);
    expect(variant.image).toBe(`images/product/${variant.sku}.svg`);
  });

  test.each(own)('$sku stands out from cloth by day and by night', ({ color }) => {
    expect(contrast(color, '#FFFDF8')).toBeGreaterThan(1.5);
    expect(contrast(color, '#1E2128')).toBeGreaterThan(1.5);
  });
});

describe('the references', () => {
  test('lead from each teaser to a category', () => {
    const pages = dataset.categories.map((category) => `/products/${category.id}`);
    expect(pages).toEqual(expect.arrayContaining(dataset.teasers.map((teaser) => teaser.url)));
  });

  test('lead from the home recommendations to variants', () => {
    expect(variants.map((variant) => variant.sku)).toEqual(expect.arrayContaining([...dataset.homeRecommendationsFor]));
  });
});
