import { describe, expect, it } from 'vitest';
import { median, quantile, spreadOf } from './statistics.ts';

describe('figures of many runs', () => {
  const seven = [7, 1, 6, 2, 5, 3, 4];

  it('have the middle one as their median, in whatever order they came', () => {
    expect(median(seven)).toBe(4);
  });

  it('are told with the least and the greatest', () => {
    expect(spreadOf(seven)).toEqual({ median: 4, least: 1, most: 7 });
  });

  it('leave out runs that gave no figure', () => {
    expect(median([Number.NaN, 2, 1, 3])).toBe(2);
  });

  it('have a 99th percentile that one in a hundred exceeds', () => {
    expect(
      quantile(
        Array.from({ length: 1000 }, (_, index) => index),
        0.99,
      ),
    ).toBe(990);
  });
});
