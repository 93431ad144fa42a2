import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { platformMessages } from '@jogakbo/protocol';
import { CookieBrowser } from '../testing/cookie-browser.ts';
import { SESSION_SECRET, testIdentity } from '../testing/identity.ts';
import { STAFF_TOKEN, TestShop } from '../testing/shop.ts';
import { command, Keeps, query, SILENCE, StandIn } from '../testing/stand-in.ts';
import { buildDoor } from '../gateway.ts';
import { EndedSessions } from './ended-sessions.ts';
import { Sealed } from './sealed.ts';
import { Sessions } from './session.ts';

const own = testIdentity();
const { name, password } = own;
let shop: TestShop;
let browser: CookieBrowser;

beforeAll(async () => {
  shop = await TestShop.open({ ...own.settings, TRUSTED_PROXY: 'loopback', CLIENT_SIGN_INS: '100' });
  const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [
    query('GetStaffThing', { roles: ['staff'] }),
    command('Keep', { roles: ['staff'], form: { path: '/keep', then: '/kept' } }),
    query('GetCookies', { cookies: [{ name: 'jogakbo_session', keptFor: 60 }] }),
    command('TellName'),
    command('Forge', { cookies: [{ name: 'jogakbo_session', keptFor: 60 }] }),
  ]);
  explore.answers('GetStaffThing', (_, { headers }) => ({ roles: headers!.get('jogakbo-roles') }));
  explore.answers('GetCookies', (_, { headers }) => ({ cookies: headers!.get('jogakbo-cookies') }));
  explore.answers('TellName', (_, { headers }) => headers!.get('jogakbo-named'));
  explore.answers('Keep', () => null);
  explore.answers('Forge', () => new Keeps('jogakbo_session=forged'));
  await explore.goLive();
  const shell = await StandIn.start(shop.connection, { vertical: 'shell', version: 'v1' }, []);
  shell.answers(platformMessages.page, ({ cookie }, message) => {
    const text = `page for ${message.headers?.get('jogakbo-roles') || 'everybody'} with ${cookie ?? 'nothing'}`;
    const head = { status: 200, headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' } };
    for (const part of [head, { text }, undefined]) StandIn.part(message, part);
    return SILENCE;
  });
  await shell.goLive();
  await shop.knows((registry) => registry.live('explore') !== undefined && registry.live('shell') !== undefined);
});
beforeEach(() => {
  browser = new CookieBrowser(shop.address);
});
afterAll(async () => {
  await shop?.close();
  own.remove();
});

const whoIs = async (visitor = browser) => (await visitor.ask('/session')).json();
const staffThing = (visitor = browser) => visitor.ask('/api/explore/GetStaffThing');
async function signedIn(to = '/', visitor = new CookieBrowser(shop.address)): Promise<CookieBrowser> {
  await visitor.fill(await (await visitor.go(`/sign-in?to=${encodeURIComponent(to)}`)).text(), { name, password });
  return visitor;
}

describe('Somebody who works here', () => {
  it('signs in, is staff on every page and in every question, and signs out', async () => {
    expect(await whoIs()).toEqual({ signedIn: false, roles: [] });
    expect((await staffThing()).status).toBe(401);

    const form = await browser.go('/sign-in?to=/counter%3Ftab%3D2');
    expect([form.status, form.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(form.headers.get('content-security-policy')).toMatch(/default-src 'none';.*form-action 'self'/);
    const wrong = await browser.fill(await form.text(), { name, password: 'wrong' });
    const again = await wrong.text();
    expect([wrong.status, again.includes('do not belong together')]).toEqual([403, true]);
    expect(again).toContain('<label>User name<input name="name" type="text" autocomplete="username" value="staff"');

    const page = await browser.fill(again, { name, password });
    expect(browser.visited.at(-1)).toBe(`${shop.address}/counter?tab=2`);
    expect([await page.text(), page.headers.get('cache-control')]).toEqual(['page for staff with nothing', 'no-store']);
    expect(await whoIs()).toEqual({ signedIn: true, name: 'staff', roles: ['staff'] });
    const answer = await staffThing();
    expect([await answer.json(), answer.headers.get('cache-control')]).toEqual([{ roles: 'staff' }, 'no-store']);

    const out = await (await browser.go('/sign-out')).text();
    expect(out).toContain('You are signed in as staff.');
    await browser.fill(out, {});
    expect(browser.visited.at(-1)).toBe(`${shop.address}/`);
    expect(await whoIs()).toEqual({ signedIn: false, roles: [] });
    expect((await staffThing()).status).toBe(401);
  });
  it('has signed out for good: no copy of the cookie is anybody, nor is it in a gateway that was started anew', async () => {
    const [visitor, other] = [await signedIn(), await signedIn()];
    const copies = [visitor, other].map((each) => each.cookie('jogakbo_session')!);
    await visitor.fill(await (await visitor.go('/sign-out')).text(), {});
    const told = async (address: string) =>
      Promise.all(
        copies.map(async (copy) => (await fetch(`${address}/session`, { headers: { cookie: `jogakbo_session=${copy}` } })).json()),
      );
    const expected = [{ signedIn: false }, { signedIn: true, name: 'staff' }];
    expect(await told(shop.address)).toMatchObject(expected);
    const { config, connection, registry } = shop;
    const anew = await buildDoor({ config, connection, registry });
    await anew.app.listen(0, '127.0.0.1');
    const { port } = anew.app.getHttpServer().address() as AddressInfo;
    expect(await told(`http://127.0.0.1:${port}`)).toMatchObject(expected);
    await anew.stop();
  });
  it('must say the password again after signing out', async () => {
    const visitor = await signedIn();
    await visitor.fill(await (await visitor.go('/sign-out')).text(), {});
    expect(await (await visitor.go('/sign-in')).text()).toContain('type="password"');
  });
  it('may post forms and give commands, from pages of this shop alone', async () => {
    const visitor = await signedIn();
    const post = (address: string, headers: Record<string, string>) =>
      visitor.ask(address, { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
    expect((await post('/keep', { origin: shop.address })).status).toBe(303);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ] as Record<string, string>[])
      for (const address of ['/keep', '/api/explore/Keep', '/sign-out']) expect((await post(address, headers)).status).toBe(403);
    expect(await whoIs(visitor)).toMatchObject({ signedIn: true });
  });
  it('is led to sign in by a form that was sent too late', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const response = await browser.ask('/keep', { method: 'POST', headers });
    expect([response.status, (await response.text()).includes('<a href="/sign-in?to=%2Fkept">')]).toEqual([401, true]);
  });
  it('gives nobody the session: neither pages nor verticals see it, whatever they declare', async () => {
    const visitor = await signedIn();
    visitor.keep('c_cart', '1');
    expect(await (await visitor.ask('/')).text()).toBe('page for staff with c_cart=1');
    expect(await (await visitor.ask('/api/explore/GetCookies')).json()).toEqual({ cookies: '' });
    await visitor.ask('/api/explore/Forge', { method: 'POST' });
    expect(await whoIs(visitor)).toMatchObject({ signedIn: true });
  });
  it('sends another command than others do under the same name', async () => {
    const nameOf = async (visitor: CookieBrowser) =>
      (await visitor.ask('/api/explore/TellName', { method: 'POST', headers: { 'idempotency-key': 'once' } })).json();
    const visitor = await signedIn();
    const told = await nameOf(visitor);
    expect([await nameOf(visitor), (await nameOf(browser)) === told]).toEqual([told, false]);
  });
});

describe('The bearer token', () => {
  it('is staff as well, without a name', async () => {
    const answer = await browser.ask('/session', { headers: { authorization: `Bearer ${STAFF_TOKEN}` } });
    expect(await answer.json()).toEqual({ signedIn: true, roles: ['staff'] });
  });
});

describe('A session cookie', () => {
  const staff = { sub: 'staff', name: 'staff', roles: ['staff' as const] };
  const sealedBy = async (secret: string) =>
    /=([^;]+)/.exec(await new Sessions([secret], new EndedSessions(shop.connection)).begun(staff, false))![1]!;

  it('is somebody when this shop has sealed it, whichever replica that was', async () => {
    browser.keep('jogakbo_session', await sealedBy(SESSION_SECRET));
    expect(await whoIs()).toMatchObject({ signedIn: true });
  });
  it('is nobody when it is forged, of another key, or eight hours old', async () => {
    const good = await sealedBy(SESSION_SECRET);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 8 * 3600_000 });
    const old = await sealedBy(SESSION_SECRET);
    vi.useRealTimers();
    for (const value of [await sealedBy('another-secret-of-more-than-32-signs'), `${good.slice(0, -12)}AAAAAAAAAA~2`, old, 'staff']) {
      browser.keep('jogakbo_session', value);
      expect(await whoIs()).toEqual({ signedIn: false, roles: [] });
      expect((await staffThing()).status).toBe(401);
    }
  });
});

describe('Coming back from the provider', () => {
  /** Everything up to the return, which is not asked for. */
  async function almost(): Promise<string> {
    const page = await (await browser.go('/sign-in')).text();
    const action = /action="([^"]+)"/.exec(page)![1]!;
    const body = new URLSearchParams({ name, password }).toString();
    const posted = await browser.ask(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    return (await browser.ask(posted.headers.get('location')!)).headers.get('location')!;
  }
  const refused = async (address: string) => {
    const response = await browser.ask(address);
    expect([response.status, (await response.text()).includes('You were not signed in')]).toEqual([400, true]);
    expect(await whoIs()).toMatchObject({ signedIn: false });
  };

  it('signs in the one who left, once', async () => {
    const address = await almost();
    expect((await browser.ask(address)).status).toBe(303);
    expect(await whoIs()).toMatchObject({ signedIn: true });
    expect((await browser.ask(address)).status).toBe(400);
  });
  it('is refused in a browser that has not begun', async () => {
    const address = await almost();
    browser = new CookieBrowser(shop.address);
    await refused(address);
  });
  it('is refused with the state of another sign-in', async () => {
    const address = await almost();
    await browser.ask('/sign-in');
    await refused(address);
  });
  it('is refused with the code of another sign-in: its nonce and its challenge are others', async () => {
    const stolen = new URL(await almost()).searchParams.get('code')!;
    browser = new CookieBrowser(shop.address);
    const address = new URL(await almost());
    address.searchParams.set('code', stolen);
    await refused(address.href);
  });
  it.each(['state', 'nonce', 'verifier'])('is refused with another %s than it left with', async (part) => {
    const address = await almost();
    const sealed = new Sealed([SESSION_SECRET], { name: 'sign-in', keptFor: 600, schema: z.record(z.string(), z.string()) });
    const begun = (await sealed.open(browser.cookie('jogakbo_sign_in')))!;
    browser.keep('jogakbo_sign_in', await sealed.seal({ ...begun, [part]: `${begun[part]!.slice(1)}x` }), '/sign-in');
    await refused(address);
  });
  it('is refused without a code, and when the provider is not the one', async () => {
    await almost();
    await refused('/sign-in/return');
    const address = new URL(await almost());
    address.searchParams.set('iss', 'https://evil.example');
    await refused(address.href);
  });
});

describe('Where a sign-in leads to', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'evil'])('is never another site: %s', async (to) => {
    const visitor = await signedIn(to);
    expect(visitor.visited.at(-1)).toBe(`${shop.address}/`);
  });
});

describe('The login page', () => {
  it('belongs to one browser, and runs out', async () => {
    await browser.go('/sign-in');
    const response = await new CookieBrowser(shop.address).go(browser.visited.at(-1)!);
    expect([response.status, (await response.text()).includes('run out')]).toEqual([400, true]);
    expect((await browser.ask('/identity/sign-in/another')).status).toBe(400);
  });
  it('takes a form of its own page alone', async () => {
    const page = await browser.go('/sign-in');
    const action = /action="([^"]+)"/.exec(await page.text())![1]!;
    const post = (headers: Record<string, string>, body: string) => browser.ask(action, { method: 'POST', body, headers });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ ...form, 'sec-fetch-site': 'cross-site' }, 'name=a&password=b')).status).toBe(403);
    expect((await post({ 'content-type': 'application/json' }, '{}')).status).toBe(415);
    expect((await post(form, '')).status).toBe(403);
  });
  it('gives a browser no more of the provider than it needs', async () => {
    for (const address of ['/identity/', '/identity/token', '/identity/reg', '/identity/me', '/identity/session/end', '/identity/jwks'])
      expect((await browser.ask(address)).status).toBe(404);
    expect((await browser.ask('/identity/auth', { method: 'POST' })).status).toBe(405);
    const unknown = await browser.ask('/identity/auth?client_id=other', { headers: { accept: 'text/html' } });
    expect([unknown.status, unknown.headers.get('content-security-policy')]).toEqual([400, expect.stringContaining("default-src 'none'")]);
    expect(await unknown.text()).toContain('You could not be signed in');
  });
  it('sends nobody to another site, whatever it is asked', async () => {
    await browser.ask('/sign-in');
    const begun = new URL((await browser.ask('/sign-in')).headers.get('location')!);
    begun.searchParams.set('redirect_uri', 'https://evil.example/');
    const response = await browser.ask(begun.href);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
  it('takes ten wrong passwords of an account from one address, and then none for a while; everybody else signs in', async () => {
    const at = (address: string) => new CookieBrowser(shop.address, shop.address, { 'x-forwarded-for': address });
    const guessing = at('192.0.2.66');
    const guess = async (as: string) => {
      let page = await (await guessing.go('/sign-in')).text();
      for (let time = 0; ; time += 1) {
        const response = await guessing.fill(page, { name: as, password: 'wrong' });
        page = await response.text();
        if (response.status !== 403) return { time, response, page };
      }
    };
    await guess('nobody');
    const { time, response, page } = await guess(name);
    expect([time, response.status, page.includes('tried too often')]).toEqual([10, 429, true]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await guessing.fill(page, { name, password })).status).toBe(429);
    expect(await whoIs(await signedIn('/', at('192.0.2.67')))).toMatchObject({ signedIn: true });
  });
  it('is not begun without end', async () => {
    const begin = () => browser.ask('/identity/auth');
    let response = await begin();
    while (response.status === 400) response = await begin();
    expect([response.status, Number(response.headers.get('retry-after')) > 60]).toEqual([429, true]);
  });
});

describe('Behind a proxy that ends the encryption', () => {
  const behind = () =>
    new CookieBrowser('https://shop.example', shop.address, {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
      'x-forwarded-for': '192.0.2.80',
    });

  it('whoever signs in keeps what no other host can set or read, and comes back encrypted', async () => {
    const visitor = await signedIn('/', behind());
    expect(visitor.visited.at(-1)).toBe('https://shop.example/');
    expect(visitor.cookie('__Host-jogakbo_session')).toBeDefined();
    expect(visitor.cookie('jogakbo_session')).toBeUndefined();
    expect(await whoIs(visitor)).toMatchObject({ signedIn: true });
    expect((await visitor.ask('/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
    const tossed = behind();
    tossed.keep('jogakbo_session', visitor.cookie('__Host-jogakbo_session')!);
    expect(await whoIs(tossed)).toEqual({ signedIn: false, roles: [] });
  });
});
