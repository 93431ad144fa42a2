import { describe, expect, test } from 'vitest';

import { shelves } from '../catalogue.ts';
import { machine, type Model } from './tractor.ts';

const models = shelves.flatMap(({ machines }) => machines.map(({ model }) => model));
const families = [...new Map(models.map((model) => [model.family, model])).values()];
const drawn = (model: Model, color = '#2f7d5b'): string => machine({ name: 'x', model, color });
const outlines = (model: Model): ReadonlySet<string> =>
  new Set([...drawn(model).matchAll(/<path d="([^"]+)"|<use [^>]+transform="([^"]+)"/g)].map(([, d, at]) => d ?? at ?? ''));
const withoutColours = (text: string): string => text.replaceAll(/#[0-9a-f]{6}/gi, '');

test('machines come in at least six families', () => {
  expect(families.length).toBeGreaterThanOrEqual(6);
});

describe.each(families)('the $family family', (family) => {
  test.each(families.filter((other) => other !== family))('has a silhouette unlike $family', (other) => {
    const [own, others] = [outlines(family), outlines(other)];
    const alike = [...own].filter((outline) => others.has(outline));
    expect(alike.length / own.size).toBeLessThan(0.25);
  });

  test('keeps its shape in every colour', () => {
    expect(withoutColours(drawn(family, '#c8512b'))).toBe(withoutColours(drawn(family, '#27427b')));
    expect(drawn(family, '#c8512b')).not.toBe(drawn(family, '#27427b'));
  });
});

test('no two products are drawn alike', () => {
  expect(new Set(models.map((model) => drawn(model))).size).toBe(models.length);
});
