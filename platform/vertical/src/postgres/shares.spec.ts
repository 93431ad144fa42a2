import { describe, expect, it } from 'vitest';
import { fairShare, toRelease, toTake, type Place } from './shares.ts';

const mine = (looks = 1): Place => ({ running: true, looks });
const free = (looks = 1): Place => ({ looks });
const taken: Place = { looks: 0 };

describe('A replica', () => {
  it('has all duties while it is alone, and its part where there are others', () => {
    expect([1, 2, 3, 7].map((replicas) => fairShare(6, replicas))).toEqual([6, 3, 2, 1]);
  });

  it('takes what is free up to its share', () => {
    const duties = [taken, free(), free(), free()];
    expect(toTake(duties, 2)).toEqual(duties.slice(1, 3));
    expect(toTake([mine(), mine(), free()], 2)).toEqual([]);
  });

  it('leaves nothing undone for long: what nobody else takes it does beyond its share', () => {
    const left = free(5);
    expect(toTake([mine(), mine(), left, free(4)], 2)).toEqual([left]);
  });

  it('gives one duty away when it has more than its share, but none that it has just taken', () => {
    const [old, fresh] = [mine(21), mine(20)];
    expect(toRelease([old, fresh, mine(3)], 2)).toBe(old);
    expect(toRelease([fresh, mine(3), taken], 1)).toBeUndefined();
    expect(toRelease([old, mine(30), taken], 2)).toBeUndefined();
  });
});
