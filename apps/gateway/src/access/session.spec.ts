import { describe, expect, it } from 'vitest';
import type { Ended } from './ended-sessions.ts';
import { sessionEnded, Sessions } from './session.ts';

const gone = new Set<string>();
const ended: Ended = { has: async (id) => gone.has(id), add: async (id) => void gone.add(id) };
const sessions = new Sessions(['a-secret-of-more-than-thirty-two-characters'], ended);
const ana = { sub: '1', name: 'Ana 김', roles: ['staff' as const] };

describe('A session', () => {
  it('is kept by the browser for eight hours, where no script reads it', async () => {
    const header = await sessions.begun(ana, false);
    expect(header).toMatch(/^jogakbo_session=[!-:<-~]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/);
    expect(await sessions.of(`c_cart=1; ${header.split(';')[0]}`)).toEqual(ana);
  });
  it('is for this host and for encrypted connections alone where the visitor has one', async () => {
    expect(await sessions.begun(ana, true)).toMatch(/^__Host-jogakbo_session=.*; Path=\/; .*; Secure$/);
    expect(sessionEnded(true)).toBe('__Host-jogakbo_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure');
  });
  it('is over for every copy of its cookie once it is ended, and no other is', async () => {
    const [first, second] = [(await sessions.begun(ana, false)).split(';')[0], (await sessions.begun(ana, false)).split(';')[0]];
    await sessions.end(first);
    expect([await sessions.of(first), await sessions.of(second)]).toEqual([undefined, ana]);
  });
  it('is nobody where there is no cookie', async () => expect(await sessions.of(undefined)).toBeUndefined());
});
