import { describe, expect, it } from 'vitest';
import { coursesOf, unflat } from './flatness.ts';
import type { Weight } from './weight.ts';

const MB = 2 ** 20;
const flat = (nth: number): Weight => ({
  orders: nth * 100,
  messages: 1000 + nth * 1600,
  logBytes: MB + nth * 900_000,
  consumers: 40,
  databaseBytes: 80 * MB + nth * 400_000,
  files: 30,
  memory: 800 * MB,
});
const weights = (leak: (nth: number) => Partial<Weight> = () => ({})) =>
  Array.from({ length: 11 }, (_, nth) => ({ ...flat(nth), ...leak(nth) }));
const found = (leak?: (nth: number) => Partial<Weight>) => unflat(coursesOf(weights(leak))).map(({ figure }) => figure);

describe('a soak', () => {
  it('finds nothing where each order adds the same', () => {
    expect(found()).toEqual([]);
    expect(coursesOf(weights())[0]).toEqual({ figure: 'messages', early: 16, late: 16 });
  });

  it.each<[string, (nth: number) => Partial<Weight>]>([
    ['memory', (nth) => ({ memory: (800 + nth * 40) * MB })],
    ['consumers', (nth) => ({ consumers: 40 + nth })],
    ['files', (nth) => ({ files: 30 + nth * 2 })],
    ['messages', (nth) => ({ messages: nth * 1600 + nth * nth * 30 })],
    ['logBytes', (nth) => ({ logBytes: nth * nth * 90_000 })],
    ['databaseBytes', (nth) => ({ databaseBytes: nth * nth * 90_000 })],
  ])('sees that %s grows with what has been', (figure, leak) => expect(found(leak)).toEqual([figure]));
});
