import { describe, expect, it } from 'vitest';
import { readPositions, writePositions } from './positions.ts';

describe('Positions', () => {
  it('are written as they are read', () =>
    expect(writePositions(readPositions('assortment:42,checkout:7'))).toBe('assortment:42,checkout:7'));
  it.each(['', undefined, 'nonsense', 'a:-1', 'a:1.5', 'a:1e9', ':4', 'a:', 'a b:4'])('are none in %j', (text) =>
    expect(readPositions(text).size).toBe(0),
  );
  it('are kept where others are unreadable', () => expect([...readPositions('x,assortment:42,:')]).toEqual([['assortment', 42]]));
});
