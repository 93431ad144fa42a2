import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem, type Problem } from '@jogakbo/contract';
import { command, query, SILENCE, StandIn, States } from '../testing/stand-in.ts';
import { STAFF_TOKEN, TestShop } from '../testing/shop.ts';

let shop: TestShop;
let explore: StandIn;

beforeAll(async () => {
  shop = await TestShop.open();
  explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [
    query('GetCategory'),
    query('GetNothing'),
    query('GetLate', { deadline: 1500 }),
    query('GetHeaders'),
    query('GetStaffThing', { roles: ['staff'] }),
    query('GetKeepersThing', { roles: ['keeper'] }),
    query('GetUnanswered'),
    command('RenameProduct'),
    command('TellName', { cookies: [{ name: 'visitor', keptFor: 60 }] }),
    command('ReserveProduct', { roles: ['vertical'] }),
    { ...query('ProductRenamed'), kind: 'event' },
  ]);
  await explore.goLive();
  explore.answers('GetCategory', ({ category }) => ({ category, products: 3 }));
  explore.answers('GetNothing', () => null);
  explore.answers('GetLate', () => SILENCE);
  explore.answers('GetHeaders', (_data, { headers }) => Object.fromEntries([...headers!]));
  explore.answers('TellName', (_data, { headers }) => headers!.get('jogakbo-named') || null);
  explore.answers('GetStaffThing', (_data, { headers }) => ({ roles: headers!.get('jogakbo-roles') }));
  explore.answers('GetKeepersThing', () => ({}));
  explore.answers('RenameProduct', (data) =>
    data.to
      ? data
      : new States(problem('invalid-message', 'RenameProduct: 1 error(s)', { errors: [{ path: '/to', reason: 'is required' }] })),
  );
  await shop.knows((registry) => registry.answers('explore'));
});
afterAll(() => shop?.close());

const get = (message: string, data?: object, headers: Record<string, string> = {}) =>
  shop.fetch(`/api/explore/${message}${data ? `?data=${encodeURIComponent(JSON.stringify(data))}` : ''}`, { headers });
const post = (message: string, body: unknown, headers: Record<string, string> = {}) =>
  shop.fetch(`/api/explore/${message}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const problemIn = async (response: Response): Promise<Problem> => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const told = (await response.json()) as Problem;
  expect(told.status).toBe(response.status);
  return told;
};

describe('An announced message', () => {
  it('is asked with GET when it is a query, and names the release that answered', async () => {
    const response = await get('GetCategory', { category: 'classic' });
    expect(await response.json()).toEqual({ category: 'classic', products: 3 });
    expect(response.headers.get('jogakbo-release')).toBe('v1');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
  it('is given with POST when it is a command', async () => {
    expect(await (await post('RenameProduct', { to: 'Eagle' })).json()).toEqual({ to: 'Eagle' });
  });
  it('may answer nothing', async () => {
    const response = await get('GetNothing');
    expect([response.status, await response.json()]).toEqual([200, null]);
  });
  it('answers a HEAD like a GET without its body', async () => {
    const response = await shop.fetch('/api/explore/GetCategory', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
  it('answers in a vertical that came after the gateway started', async () => {
    const decide = await StandIn.start(shop.connection, { vertical: 'decide', version: '7' }, [query('GetProduct')]);
    decide.answers('GetProduct', () => ({ name: 'Eagle' }));
    await decide.goLive();
    await shop.knows((registry) => registry.live('decide') !== undefined);
    expect(await (await shop.fetch('/api/decide/GetProduct')).json()).toEqual({ name: 'Eagle' });
  });
});

describe('What travels with a message', () => {
  it('is the trace, the correlation, the positions to have seen and what is left of the deadline', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const response = await get(
      'GetHeaders',
      {},
      {
        traceparent: `00-${trace}-b7ad6b7169203331-01`,
        'x-correlation-id': 'order-1',
        'jogakbo-after': 'assortment:42',
        'jogakbo-deadline': '700',
        'jogakbo-roles': 'staff',
      },
    );
    const received = (await response.json()) as Record<string, string[]>;
    expect(received).toMatchObject({ 'ce-correlationid': ['order-1'], 'jogakbo-after': ['assortment:42'] });
    expect(received.traceparent?.[0]).toContain(trace);
    expect(Number(received['jogakbo-deadline'])).toBeLessThanOrEqual(700);
    expect(received).not.toHaveProperty('jogakbo-roles');
    expect(response.headers.get('x-correlation-id')).toBe('order-1');
    expect(response.headers.get('traceparent')).toContain(trace);
  });
});

describe('A command', () => {
  const nameOf = async (data: object, headers: Record<string, string> = {}) => (await post('TellName', data, headers)).json();
  const named = { 'idempotency-key': 'once', cookie: 'visitor=ana; other=1' };

  it('has no name unless it is given one', async () => expect(await nameOf({ a: 1 })).toBeNull());
  it('that is sent again under its key has the same name, whatever it says: whether it is the same, its owner knows', async () => {
    const name = await nameOf({ a: 1 }, named);
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(await nameOf({ a: 2 }, { ...named, cookie: 'visitor=ben' })).toBe(name);
    const others = [
      nameOf({ a: 1 }, { ...named, 'idempotency-key': 'twice' }),
      nameOf({ a: 1 }, { ...named, authorization: `Bearer ${STAFF_TOKEN}` }),
    ];
    expect(await Promise.all(others)).not.toContain(name);
  });
  it('is refused under a name that is none', async () => {
    expect((await post('TellName', {}, { 'idempotency-key': 'a b' })).status).toBe(400);
    expect((await post('TellName', {}, { 'idempotency-key': 'x'.repeat(129) })).status).toBe(400);
  });
});

describe('A no', () => {
  it('is 404 for what nobody announced', async () => {
    for (const address of ['/api/explore/GetElse', '/api/explore/ProductRenamed', '/api/nobody/GetCategory', '/api/explore', '/api/a/b/c'])
      expect((await problemIn(await shop.fetch(address))).type).toBe('urn:jogakbo:problem:not-found');
  });
  it('is 405 with Allow for the wrong method', async () => {
    const response = await get('RenameProduct');
    expect([(await problemIn(response)).status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post('GetCategory', {})).headers.get('allow')).toBe('GET, HEAD');
  });
  it('is the problem that the vertical states, with every error', async () => {
    expect(await problemIn(await post('RenameProduct', {}))).toMatchObject({
      status: 400,
      errors: [{ path: '/to', reason: 'is required' }],
    });
  });
  it('is 400 for data that is not JSON, 415 for a body of another type', async () => {
    expect((await problemIn(await shop.fetch('/api/explore/GetCategory?data={'))).status).toBe(400);
    expect(
      (
        await problemIn(
          await shop.fetch('/api/explore/RenameProduct', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
        )
      ).status,
    ).toBe(400);
    expect((await problemIn(await shop.fetch('/api/explore/RenameProduct', { method: 'POST', body: 'a=b' }))).status).toBe(415);
  });
  it('is 504 when the answer does not come within the shorter deadline', async () => {
    expect((await problemIn(await get('GetLate'))).status).toBe(504);
    const started = performance.now();
    expect((await problemIn(await get('GetLate', {}, { 'jogakbo-deadline': '20' }))).status).toBe(504);
    expect(performance.now() - started).toBeLessThan(1500);
  });
  it('is 503 with Retry-After when nobody listens', async () => {
    const response = await get('GetUnanswered');
    expect([(await problemIn(response)).status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });
  it('is 413 for a body over the limit, which is higher for staff', async () => {
    const to = 'x'.repeat(2 * 1024 * 1024);
    expect((await problemIn(await post('RenameProduct', { to }))).status).toBe(413);
    const staff = { authorization: `Bearer ${STAFF_TOKEN}` };
    expect((await post('RenameProduct', { to }, staff)).status).toBe(200);
    // As much as staff may send, and more than NATS carries with its headers.
    expect((await problemIn(await post('RenameProduct', { to: 'x'.repeat(8 * 1024 * 1024 - 9) }, staff))).status).toBe(413);
    expect((await post('RenameProduct', { to: 'short' })).status).toBe(200);
  });
});

describe('A message that needs a role', () => {
  it('is 401 without credentials or with wrong ones, and answered to staff', async () => {
    const none = await get('GetStaffThing');
    expect([(await problemIn(none)).status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="jogakbo"']);
    expect((await get('GetStaffThing', {}, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect(await (await get('GetStaffThing', {}, { authorization: `Bearer ${STAFF_TOKEN}` })).json()).toEqual({ roles: 'staff' });
  });
  it('is 404 to everybody when it is for other verticals alone', async () => {
    for (const headers of [undefined, { authorization: `Bearer ${STAFF_TOKEN}` }])
      expect((await problemIn(await post('ReserveProduct', {}, headers))).status).toBe(404);
  });
  it('is 403 to a caller with another role', async () => {
    expect((await problemIn(await get('GetKeepersThing', {}, { authorization: `Bearer ${STAFF_TOKEN}` }))).status).toBe(403);
  });
});

describe('A pinned release', () => {
  it('answers as long as it runs, then is gone; 503 when nobody is there at all', async () => {
    const old = await StandIn.start(shop.connection, { vertical: 'inspire', version: 'v1' }, [query('GetIdeas')]);
    const stop = old.answers('GetIdeas', () => 'old');
    await old.goLive();
    const next = await StandIn.start(shop.connection, { vertical: 'inspire', version: 'v2' }, [query('GetIdeas')]);
    const stopNext = next.answers('GetIdeas', () => 'new');
    await next.goLive();
    await shop.knows((registry) => registry.live('inspire')?.version === 'v2');
    const pinned = () => shop.fetch('/api/inspire/GetIdeas', { headers: { 'jogakbo-release': 'v1' } });
    expect(await (await pinned()).json()).toBe('old');
    expect(await (await shop.fetch('/api/inspire/GetIdeas')).json()).toBe('new');
    stop();
    old.leave();
    await shop.knows((registry) => !registry.answers('inspire', 'v1'));
    expect((await problemIn(await pinned())).type).toBe('urn:jogakbo:problem:release-gone');
    expect((await shop.fetch('/api/inspire/GetIdeas', { headers: { 'jogakbo-release': 'never' } })).status).toBe(410);
    stopNext();
    next.leave();
    await shop.knows((registry) => !registry.answers('inspire'));
    expect((await pinned()).status).toBe(503);
  });
});
