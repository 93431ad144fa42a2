import { describe, expect, it } from 'vitest';
import { assertMay, Credentials } from './credentials.ts';
import { Sessions } from './session.ts';

const TOKEN = 'a-token-of-sixteen';
const showing = (authorization: string | undefined) => ({ headers: { authorization } });

describe('A caller', () => {
  it.each([
    [`Bearer ${TOKEN}`, ['staff']],
    [`bearer ${TOKEN}`, ['staff']],
    [`Bearer ${TOKEN}x`, []],
    [`Basic ${TOKEN}`, []],
    [`Bearer ${TOKEN} ${TOKEN}`, []],
    ['Bearer ', []],
    [undefined, []],
  ])('who shows %j has the roles %j', async (shown, roles) =>
    expect(await new Credentials({ STAFF_TOKEN: [TOKEN] }).rolesOf(showing(shown))).toEqual(roles),
  );
  it('may show any of several tokens, while one takes the place of another', async () => {
    const credentials = new Credentials({ STAFF_TOKEN: ['a-token-that-is-new', TOKEN] });
    expect(await credentials.rolesOf(showing(`Bearer ${TOKEN}`))).toEqual(['staff']);
    expect(await credentials.rolesOf(showing('Bearer a-token-that-is-new'))).toEqual(['staff']);
  });
  it('is never staff where there is no token', async () => {
    expect(await new Credentials({}).rolesOf(showing('Bearer undefined'))).toEqual([]);
    expect(await new Credentials({}).rolesOf(showing('Bearer '))).toEqual([]);
  });
  it('is who has signed in; a token that is shown as well is what counts, right or wrong', async () => {
    const sessions = new Sessions(['a-secret-of-more-than-thirty-two-characters'], { has: async () => false, add: async () => {} });
    const ana = { sub: '1', name: 'Ana', roles: ['staff' as const] };
    const cookie = (await sessions.begun(ana, false)).split(';')[0];
    const credentials = new Credentials({ STAFF_TOKEN: [TOKEN] }, sessions);
    expect(await credentials.callerOf({ headers: { cookie } })).toEqual(ana);
    expect(await credentials.callerOf({ headers: { cookie, authorization: 'Bearer wrong' } })).toEqual({ roles: [] });
    expect(await credentials.callerOf({ headers: { cookie, authorization: 'Basic of-a-proxy' } })).toEqual(ana);
    expect(await credentials.callerOf({ headers: { cookie, authorization: `Bearer ${TOKEN}` } })).toEqual({ roles: ['staff'] });
    expect(await new Credentials({ STAFF_TOKEN: [TOKEN] }).callerOf({ headers: { cookie } })).toEqual({ roles: [] });
  });
  it('may ask what needs no role, or one that it has', () => {
    expect(() => assertMay([], { roles: [] })).not.toThrow();
    expect(() => assertMay(['keeper', 'staff'], { roles: ['staff'] })).not.toThrow();
    expect(() => assertMay(['staff'], { roles: [] })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 401 }) }),
    );
    expect(() => assertMay(['keeper'], { roles: ['staff'] })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 403 }) }),
    );
    expect(() => assertMay(['staff'], { sub: '1', roles: [] })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 403 }) }),
    );
  });
});
