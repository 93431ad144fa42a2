import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';

describe('What has changed', () => {
  it('is nothing between equal values, whatever the order of their fields', () => {
    expect(changesBetween({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toEqual([]);
  });

  it('is named as deep inside as it can be', () => {
    const before = { status: 'open', lines: [{ sku: 'a', quantity: 1 }], note: 'x' };
    const after = {
      status: 'open',
      lines: [
        { sku: 'a', quantity: 2 },
        { sku: 'b', quantity: 1 },
      ],
    };
    expect(changesBetween(before, after)).toEqual([
      { path: '/lines/0/quantity', before: 1, after: 2 },
      { path: '/lines/1', before: undefined, after: { sku: 'b', quantity: 1 } },
      { path: '/note', before: 'x', after: undefined },
    ]);
  });

  it('is nothing but a name, also where every object has one like it', () =>
    expect(changesBetween({}, { constructor: 1 })).toEqual([{ path: '/constructor', before: undefined, after: 1 }]));

  it('is a whole value where its kind is another', () => {
    expect(changesBetween({ a: [] }, { a: {} })).toEqual([{ path: '/a', before: [], after: {} }]);
    expect(changesBetween(null, { a: 1 })).toEqual([{ path: '', before: null, after: { a: 1 } }]);
  });

  it('has a path that can be told apart (RFC 6901)', () => {
    expect(changesBetween({ 'a/b~c': 1 }, { 'a/b~c': 2 })[0]!.path).toBe('/a~1b~0c');
  });
});
