import { describe, expect, it } from 'vitest';
import { keyed } from './index.ts';
import { namesOfObjects } from './specification.ts';

const known = keyed.with(keyed.none<string, number>(), 'ours', 1);

describe('What is keyed by text from outside', () => {
  it.each(namesOfObjects)('does not know %s before it is told, and then does until it is forgotten', (name) => {
    expect([keyed.has(known, name), keyed.get(known, name)]).toEqual([false, undefined]);
    const more = keyed.with(known, name, 2);
    expect([keyed.has(more, name), keyed.get(more, name), keyed.get(more, 'ours')]).toEqual([true, 2, 1]);
    expect(keyed.entries(more)).toEqual([
      ['ours', 1],
      [name, 2],
    ]);
    const less = keyed.without(more, name);
    expect([keyed.has(less, name), keyed.values(less)]).toEqual([false, [1]]);
    expect(keyed.get(known, name)).toBeUndefined();
  });

  it.each(namesOfObjects)('is the same after it was kept as JSON: %s', (name) => {
    const kept = JSON.parse(JSON.stringify(keyed.with(known, name, 2))) as typeof known;
    expect([keyed.get(kept, name), keyed.get(kept, 'ours'), keyed.values(kept)]).toEqual([2, 1, [1, 2]]);
    expect(keyed.has(JSON.parse(JSON.stringify(known)) as typeof known, name)).toBe(false);
  });
});
