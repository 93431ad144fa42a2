import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlineLooksOf, rawLooksOf } from './styles.ts';

const root = path.resolve(import.meta.dirname, '../..');
const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures/styles', name);
const inVerticals = (pattern: string) =>
  globSync(`verticals/*/frontend/src/**/${pattern}`, { cwd: root })
    .sort()
    .map((file) => path.join(root, file));
const shortened = (found: string[]) => found.map((text) => text.slice(text.lastIndexOf('/') + 1));

describe("a vertical's style sheets", () => {
  const sheets = inVerticals('*.module.css');

  it('take every colour and size from the tokens, so that dark mode and a new look reach all of them', () => {
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.flatMap(rawLooksOf)).toEqual([]);
  });

  it('are refused when they bring sizes of their own, except hairlines and the widths at which they change', () => {
    const lines = [1, 5, 9, 13, 17, 26].map((line) => `sizes.module.css:${line} a raw size`);
    expect(shortened(rawLooksOf(fixture('sizes.module.css')))).toEqual(lines);
  });

  it('are refused when they bring colours of their own', () => {
    const lines = [1, 5, 9, 13, 17].map((line) => `raw.module.css:${line} a raw colour`);
    expect(shortened(rawLooksOf(fixture('raw.module.css')))).toEqual(lines);
    expect(rawLooksOf(fixture('tokens.module.css'))).toEqual([]);
  });
});

describe("a vertical's components", () => {
  const components = inVerticals('*.tsx').filter((file) => !file.endsWith('.spec.tsx'));

  it('leave their looks to style sheets', () => {
    expect(components.length).toBeGreaterThan(0);
    expect(components.flatMap(inlineLooksOf)).toEqual([]);
  });

  it('are refused with inline styles or colours, except such as are data', () => {
    expect(shortened(inlineLooksOf(fixture('inline.tsx')))).toEqual([
      'inline.tsx:1 an inline style',
      'inline.tsx:2 a raw colour',
      'inline.tsx:3 a raw colour',
      'inline.tsx:4 a raw colour',
      'inline.tsx:5 a raw colour',
    ]);
    expect(inlineLooksOf(fixture('data.tsx'))).toEqual([]);
  });
});
