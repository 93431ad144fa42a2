import { describe, expect, it } from 'vitest';
import { assertMay, Credentials } from './credentials.ts';

const TOKEN = 'a-token-of-sixteen';

describe('A caller', () => {
  it.each([
    [`Bearer ${TOKEN}`, ['staff']],
    [`bearer ${TOKEN}`, ['staff']],
    [`Bearer ${TOKEN}x`, []],
    [`Basic ${TOKEN}`, []],
    [`Bearer ${TOKEN} ${TOKEN}`, []],
    ['Bearer ', []],
    [undefined, []],
  ])('who shows %j has the roles %j', (shown, roles) => expect(new Credentials(TOKEN).rolesOf(shown)).toEqual(roles));
  it('is never staff where there is no token', () => {
    expect(new Credentials(undefined).rolesOf('Bearer undefined')).toEqual([]);
    expect(new Credentials(undefined).rolesOf('Bearer ')).toEqual([]);
  });
  it('may ask what needs no role, or one that it has', () => {
    expect(() => assertMay([], [])).not.toThrow();
    expect(() => assertMay(['keeper', 'staff'], ['staff'])).not.toThrow();
    expect(() => assertMay(['staff'], [])).toThrow(expect.objectContaining({ problem: expect.objectContaining({ status: 401 }) }));
    expect(() => assertMay(['keeper'], ['staff'])).toThrow(expect.objectContaining({ problem: expect.objectContaining({ status: 403 }) }));
  });
});
