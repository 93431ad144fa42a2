import { describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { callFrom, inCall } from '@jogakbo/runtime';
import { digestOf, fits, keyTo, mayOpen, newKey } from './keys.ts';

const key = newKey();
const as = (roles: string) => callFrom((name) => (name === headerNames.roles ? roles : undefined), 1000);

describe('A key', () => {
  it('is nobody else’s', () => expect(newKey()).not.toBe(key));
  it('is known by its digest, which is not the key', () => {
    expect(fits(key, digestOf(key))).toBe(true);
    expect(fits(newKey(), digestOf(key))).toBe(false);
    expect(digestOf(key)).not.toBe(key);
  });
  it('to all of a kind gives the key to one, always the same, and another to each', () => {
    expect(keyTo('o-1', key)).toBe(keyTo('o-1', key));
    expect(new Set([keyTo('o-1', key), keyTo('o-2', key), keyTo('o-1', newKey()), key]).size).toBe(4);
  });
  it('opens what it is the key to; staff needs none', () => {
    const digest = digestOf(key);
    expect([mayOpen(key, digest), mayOpen(newKey(), digest), mayOpen(undefined, digest)]).toEqual([true, false, false]);
    expect(inCall(as('staff'), () => mayOpen(undefined, digest))).toBe(true);
    expect(inCall(as('vertical'), () => mayOpen(undefined, digest))).toBe(false);
  });
});
