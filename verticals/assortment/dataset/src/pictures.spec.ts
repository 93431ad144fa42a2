import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';

import { dataset } from './catalogue.ts';
import { pictureOf, picturePaths } from './pictures.ts';

const parser = new new Window().DOMParser();
const isWellFormed = (text: string): boolean => {
  const root = parser.parseFromString(text, 'image/svg+xml').documentElement;
  return root.tagName === 'svg' && root.querySelector('parsererror') === null;
};

const all = picturePaths.map((path) => ({ path, text: pictureOf(path) ?? '' }));
const idsOf = (text: string): readonly string[] => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
const referencesOf = (text: string): readonly string[] =>
  [...text.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)].map(([, url, href]) => url ?? href ?? '');

test('the check for well-formed XML bites', () => {
  expect(isWellFormed('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')).toBe(true);
  expect(isWellFormed('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>')).toBe(false);
});

test('there is a picture for each image that the feed names, and no other', () => {
  const named = [...dataset.products.flatMap((product) => product.variants), ...dataset.stores, ...dataset.teasers].map(
    ({ image }) => image,
  );
  expect([...picturePaths].sort()).toEqual(named.sort());
  expect(pictureOf('images/product/none.svg')).toBeUndefined();
});

test('no id is used twice, even where all pictures share one page', () => {
  const ids = all.flatMap(({ text }) => idsOf(text));
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(all)('$path', ({ path, text }) => {
  test('is well-formed XML with a title, and has no broken number', () => {
    expect(isWellFormed(text)).toBe(true);
    expect(text).toMatch(/<title>[^<]+<\/title>/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('carries no style, script, handler or outside reference', () => {
    expect(text).not.toMatch(/<style|<script|<foreignObject|<image| style=| on[a-z]+=/i);
    expect(text.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|data:|@import/);
  });

  test('refers only to what it defines', () => {
    expect(idsOf(text)).toEqual(expect.arrayContaining([...new Set(referencesOf(text))]));
  });

  test('is small', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(path.startsWith('images/product/') ? 8192 : 20480);
  });

  test('is drawn the same each time', () => {
    expect(pictureOf(path)).toBe(text);
  });
});
