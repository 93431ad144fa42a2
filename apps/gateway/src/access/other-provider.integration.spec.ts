import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieBrowser } from '../testing/cookie-browser.ts';
import { SESSION_SECRET, testIdentity } from '../testing/identity.ts';
import { TestProvider } from '../testing/other-provider.ts';
import { TestShop } from '../testing/shop.ts';
import { query, StandIn } from '../testing/stand-in.ts';

let provider: TestProvider;
let shop: TestShop;
let browser: CookieBrowser;
const whoIs = async () => (await browser.ask('/session')).json();
const accounts = {
  ana: { name: 'Ana', realm: { roles: ['counter', 'cellar'] } },
  ben: { name: 'Ben', realm: { roles: ['cellar'] } },
  cem: { name: 'Cem' },
};

beforeAll(async () => {
  provider = await TestProvider.start(accounts);
  shop = await TestShop.open({
    SESSION_SECRET,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'tractors',
    OIDC_CLIENT_SECRET: 'a secret: of %theirs',
    OIDC_ROLES_CLAIM: 'realm.roles',
    OIDC_STAFF_ROLE: 'counter',
  });
  const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [
    query('GetThing'),
    query('GetStaffThing', { roles: ['staff'] }),
  ]);
  explore.answers('GetThing', () => 'for everybody');
  explore.answers('GetStaffThing', () => 'for staff');
  await explore.goLive();
  await shop.knows((registry) => registry.live('explore') !== undefined);
});
beforeEach(() => {
  browser = new CookieBrowser(shop.address);
});
afterAll(async () => {
  await shop?.close();
  await provider?.stop();
});

describe('A provider that is away', () => {
  it('keeps nothing from going on but signing in, which says so', async () => {
    const response = await browser.go('/sign-in');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.text()).toContain('does not answer just now');
    expect(await (await browser.ask('/api/explore/GetThing')).json()).toBe('for everybody');
    expect(await whoIs()).toEqual({ signedIn: false, roles: [] });
  });
  it('is asked again as soon as somebody signs in again', async () => {
    provider.open(`${shop.address}/sign-in/return`);
    provider.account = 'ana';
    await browser.go('/sign-in');
    expect(await whoIs()).toMatchObject({ signedIn: true });
  });
  it('in the middle of a sign-in is told from one that says no', async () => {
    const begun = await browser.ask('/sign-in');
    const interaction = await browser.ask(begun.headers.get('location')!);
    const login = await browser.ask(new URL(interaction.headers.get('location')!, provider.issuer).href);
    const back = (await browser.ask(login.headers.get('location')!)).headers.get('location')!;
    provider.away();
    expect((await browser.ask(back)).status).toBe(503);
    provider.open(`${shop.address}/sign-in/return`);
  });
});

describe('Somebody who signs in at a provider of somebody else', () => {
  const staffThing = async () => (await browser.ask('/api/explore/GetStaffThing')).status;

  it('is staff by the role that was agreed upon, and is called by name', async () => {
    provider.account = 'ana';
    await browser.go('/sign-in?to=/session');
    expect(await whoIs()).toEqual({ signedIn: true, name: 'Ana', roles: ['staff'] });
    expect(await staffThing()).toBe(200);
  });
  it.each(['ben', 'cem'])('is known, but not staff, without that role or any: %s', async (account) => {
    provider.account = account;
    await browser.go('/sign-in?to=/session');
    expect(await whoIs()).toMatchObject({ signedIn: true, roles: [] });
    expect(await staffThing()).toBe(403);
  });
  it('is nobody when the provider refuses', async () => {
    provider.account = '';
    const response = await browser.go('/sign-in');
    expect([response.status, await whoIs()]).toEqual([400, { signedIn: false, roles: [] }]);
  });
  it('finds no provider of the shop’s own', async () => expect((await browser.ask('/identity/auth')).status).toBe(404));
});

describe('A shop behind what ends the encryption', () => {
  it('signs in at its public address, with cookies for encrypted connections alone', async () => {
    const { settings, remove, name, password } = testIdentity();
    const hidden = await TestShop.open({ ...settings, PUBLIC_URL: 'https://shop.example/' });
    const visitor = new CookieBrowser('https://shop.example', hidden.address);
    const begun = await visitor.ask('/sign-in?to=/session');
    expect(begun.headers.get('location')).toMatch(/^https:\/\/shop\.example\/identity\/auth\?/);
    expect(begun.headers.getSetCookie()[0]).toMatch(/; Secure$/);
    const answer = await visitor.fill(await (await visitor.go('/sign-in?to=/session')).text(), { name, password });
    expect([await answer.json(), visitor.visited.every((address) => address.startsWith('https://shop.example/'))]).toEqual([
      { signedIn: true, name: 'staff', roles: ['staff'] },
      true,
    ]);
    await hidden.close();
    remove();
  });
});

describe('A shop without any provider', () => {
  it('says that nobody can sign in', async () => {
    const closed = await TestShop.open();
    const response = await closed.fetch('/sign-in');
    expect([response.status, (await response.text()).includes('Nobody can sign in')]).toEqual([503, true]);
    expect((await closed.fetch('/sign-in/return?code=x')).status).toBe(503);
    expect((await closed.fetch('/identity/auth')).status).toBe(404);
    expect((await closed.fetch('/sign-out', { method: 'POST' })).status).toBe(303);
    await closed.close();
  });
});
