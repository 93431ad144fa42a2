import { describe, expect, it } from 'vitest';
import { callFrom, headersOf, inCall, remaining, spanOf } from './call.ts';

const received = (headers: Record<string, string>, longest = 1000) => callFrom((name) => headers[name], longest);

describe('A call', () => {
  it('has the shorter of what the caller gives and what the owner allows', () => {
    expect(remaining(received({ 'jogakbo-deadline': '200' }))).toBeLessThanOrEqual(200);
    expect(remaining(received({ 'jogakbo-deadline': '9000' }))).toBeLessThanOrEqual(1000);
    expect(remaining(received({ 'jogakbo-deadline': 'soon' }))).toBeGreaterThan(500);
  });
  it('is never over before it began, however wrong its deadline', () =>
    expect(remaining(received({ 'jogakbo-deadline': '-5' }))).toBeGreaterThan(500));
  it('knows what must have been seen', () =>
    expect([...received({ 'jogakbo-after': 'assortment:42,checkout:7,broken,x:y' }).after]).toEqual([
      ['assortment', 42],
      ['checkout', 7],
    ]));
  it('hands on its correlation, its roles, what must have been seen, and what is left of its time', () => {
    const call = received({ 'ce-correlationid': 'c-1', 'jogakbo-roles': 'staff', 'jogakbo-after': 'assortment:42' });
    expect(inCall(call, () => headersOf(call, 123.9))).toMatchObject({
      'ce-correlationid': 'c-1',
      'jogakbo-roles': 'staff',
      'jogakbo-after': 'assortment:42',
      'jogakbo-deadline': '123',
    });
  });
});

describe('A span', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  it('belongs to the trace it came from', () => {
    const span = spanOf(`00-${trace}-b7ad6b7169203331-01`);
    expect(span).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(span).not.toContain('b7ad6b7169203331');
  });
  it.each([undefined, '', 'garbage'])('starts a trace of its own when there is none (%s)', (text) =>
    expect(spanOf(text)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
  );
});
