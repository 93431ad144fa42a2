import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.ts';
import { RecentFacts } from './recent-facts.ts';

const fact = (position: number, size = 1): Fact => ({ topics: ['s'], position, at: 0, size, lines: [''] });
const positions = (recent: RecentFacts, after: number) => recent.after(after).map(({ position }) => position);

describe('Recent facts', () => {
  it('reach back to where they began', () => {
    const recent = new RecentFacts(10);
    for (const position of [12, 15, 16]) recent.add(fact(position));
    expect(recent.reach).toBe(10);
    expect(positions(recent, 12)).toEqual([15, 16]);
  });
  it('forget the oldest when they are too many, and say how far they still reach', () => {
    const recent = new RecentFacts(0, 3);
    for (let position = 1; position <= 7; position += 1) recent.add(fact(position));
    expect([recent.reach, positions(recent, 0)]).toEqual([4, [5, 6, 7]]);
  });
  it('forget the oldest when they are too large', () => {
    const recent = new RecentFacts(0, 100, 10);
    for (let position = 1; position <= 5; position += 1) recent.add(fact(position, 5));
    expect([recent.reach, positions(recent, 0)]).toEqual([3, [4, 5]]);
  });
  it('are never wrong about their reach, even where one alone is too large', () => {
    const recent = new RecentFacts(0, 100, 10);
    recent.add(fact(1, 50));
    expect([recent.reach, positions(recent, 0)]).toEqual([1, []]);
  });
});
