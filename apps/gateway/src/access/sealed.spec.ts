import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Sealed } from './sealed.ts';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const schema = z.object({ sub: z.string() });
const purpose = { name: 'session', keptFor: 3600, schema };
const sealed = new Sealed([SECRET], purpose);

afterEach(() => vi.useRealTimers());

describe('What is sealed', () => {
  it('is read by every process that has the secret, and looks like nothing', async () => {
    const text = await sealed.seal({ sub: 'ana' });
    expect(text).not.toContain('ana');
    expect(await new Sealed([SECRET], purpose).open(text)).toEqual({ sub: 'ana' });
  });
  it('is nothing under another secret, or for another purpose', async () => {
    const text = await sealed.seal({ sub: 'ana' });
    expect(await new Sealed([`${SECRET}!`], purpose).open(text)).toBeUndefined();
    expect(await new Sealed([SECRET], { ...purpose, name: 'sign-in' }).open(text)).toBeUndefined();
  });
  it('is sealed by the first of several secrets, and opened by each: what was sealed before goes on', async () => {
    const [before, after] = [await sealed.seal({ sub: 'ana' }), new Sealed([`${SECRET}!`, SECRET], purpose)];
    expect(await after.open(before)).toEqual({ sub: 'ana' });
    expect(await sealed.open(await after.seal({ sub: 'ben' }))).toBeUndefined();
    expect(await after.open(await after.seal({ sub: 'ben' }))).toEqual({ sub: 'ben' });
  });
  it('is nothing once it is too old, to the second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const text = await sealed.seal({ sub: 'ana' });
    vi.setSystemTime(Date.now() + 3599_000);
    expect(await sealed.open(text)).toEqual({ sub: 'ana' });
    vi.setSystemTime(Date.now() + 1000);
    expect(await sealed.open(text)).toBeUndefined();
  });
  it('is nothing when it was touched, cut, or never sealed', async () => {
    const text = await sealed.seal({ sub: 'ana' });
    const touched = text.replace(/.(?=.{20}$)/, (sign) => (sign === 'A' ? 'B' : 'A'));
    for (const forged of [undefined, '', 'x', touched, text.slice(0, -9), 'x'.repeat(5000)])
      expect(await sealed.open(forged)).toBeUndefined();
  });
  it('is nothing when it says something else than it should', async () => {
    const other = new Sealed([SECRET], { ...purpose, schema: z.object({ roles: z.string() }) });
    expect(await sealed.open(await other.seal({ roles: 'staff' }))).toBeUndefined();
  });
});
