import { describe, expect, it } from 'vitest';
import { readTopics, topicsOf, verticalOf, withoutOverlap } from './topics.ts';

describe('Topics', () => {
  it('are a key of an aggregate or all of them', () => {
    expect(readTopics('assortment.log.product.AU-01,checkout.log.order.*')).toEqual(
      new Set(['assortment.log.product.AU-01', 'checkout.log.order.*']),
    );
    expect(readTopics('a.log.b.c,a.log.b.c,')).toEqual(new Set(['a.log.b.c']));
    expect(readTopics(undefined)).toEqual(new Set());
  });
  it.each([
    'a.log.b.>',
    'a.log.>',
    '*.log.b.c',
    'a.log.*.c',
    'a.rpc.b.c',
    'a.log.b',
    'a.log.b.c.d',
    'a.log.b.c*',
    'a.log..c',
    '$KV.log.b.c',
    ' a.log.b.c',
  ])('are not %j', (topic) =>
    expect(() => readTopics(topic)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ status: 400 }) })),
  );
  it('are at most two hundred', () => {
    const topics = (count: number) => Array.from({ length: count }, (_, index) => `a.log.b.c${index}`).join();
    expect(readTopics(topics(200)).size).toBe(200);
    expect(() => readTopics(topics(201))).toThrow('at most 200');
  });
  it('belong to a vertical, and a subject to its own topic and to that of all keys', () => {
    expect(verticalOf('assortment.log.product.*')).toBe('assortment');
    expect(topicsOf('assortment.log.product.AU-01')).toEqual(['assortment.log.product.AU-01', 'assortment.log.product.*']);
  });
  it('that another one covers need not be asked for', () => {
    expect(withoutOverlap(['a.log.b.1', 'a.log.b.*', 'a.log.c.1'])).toEqual(['a.log.b.*', 'a.log.c.1']);
  });
});
