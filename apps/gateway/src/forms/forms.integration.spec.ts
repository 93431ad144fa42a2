import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '@jogakbo/contract';
import { command, Keeps, query, StandIn, States } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
let checkout: StandIn;
let stop: () => void;
const cookies = [{ name: 'c_cart', keptFor: 60 }];
const form = { path: '/checkout/cart/add', then: '/checkout/cart' };
const told: { data: unknown; cookies: string | undefined }[] = [];

beforeAll(async () => {
  shop = await TestShop.open({ TRUSTED_PROXY: 'loopback' });
  checkout = await StandIn.start(shop.connection, { vertical: 'checkout', version: 'v1' }, [
    command('AddToCart', { form, cookies }),
    command('Forget', { cookies }),
    command('PlaceOrder', { form: { path: '/checkout/place-order', then: '/checkout/thanks', otherwise: '/checkout/checkout' } }),
    query('GetCart', { cookies }),
  ]);
  stop = checkout.answers('AddToCart', (data, message) => {
    told.push({ data, cookies: message.headers?.get('jogakbo-cookies') });
    if (data.sku === 'none') return new States(problem('rejected', 'There is no <none>.'));
    return new Keeps(`c_cart=${data.sku}_1; session=stolen`);
  });
  checkout.answers('PlaceOrder', () => new States(problem('rejected', 'None is left.')));
  checkout.answers('Forget', () => new Keeps('c_cart='));
  checkout.answers('GetCart', (_, message) => new Keeps('c_cart=B_9', message.headers?.get('jogakbo-cookies')));
  await checkout.goLive();
  await shop.knows((registry) => registry.live('checkout') !== undefined);
});
afterAll(() => shop?.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  shop.fetch(form.path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  });

describe('A form', () => {
  it('gives its command, lets the browser keep what that sets, and leads on', async () => {
    const response = await post('sku=A-1', { cookie: 'session=secret; c_cart=B_1' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/checkout/cart']);
    expect(response.headers.getSetCookie()).toEqual(['c_cart=A-1_1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(told.at(-1)).toEqual({ data: { sku: 'A-1' }, cookies: 'c_cart=B_1' });
  });
  it('sets and reads cookies of this host alone where a trusted proxy says that the connection is encrypted', async () => {
    const response = await post('sku=A-1', { 'x-forwarded-proto': 'https', cookie: 'c_cart=tossed; __Host-c_cart=B_1' });
    expect(response.headers.getSetCookie()).toEqual(['__Host-c_cart=A-1_1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure']);
    expect(told.at(-1)?.cookies).toBe('c_cart=B_1');
  });
  it('sets a cookie for encrypted connections alone where the visitor has one', async () => {
    const response = await post('sku=A-1', { origin: 'https://shop.example' });
    expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/);
  });
  it('that a page of another site posts is refused before its vertical is asked', async () => {
    const before = told.length;
    expect((await post('sku=A-1', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(told).toHaveLength(before);
  });
  it('that is refused is a page to a browser, which says why and leads on', async () => {
    const response = await post('sku=none', { accept: 'text/html,*/*' });
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([409, 'text/html; charset=utf-8']);
    expect(html).toContain('<p>There is no &lt;none&gt;.</p>');
    expect(html).toContain('<a href="/checkout/cart">');
    expect(response.headers.getSetCookie()).toEqual([]);
  });
  it('that is refused leads on to where its command says', async () => {
    const response = await shop.fetch('/checkout/place-order', {
      method: 'POST',
      body: 'orderId=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    });
    expect(await response.text()).toContain('<a href="/checkout/checkout">');
  });
  it('that is refused is a problem to others', async () => {
    const response = await post('sku=none');
    expect([response.status, response.headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8']);
  });
  it('that says a thing twice, or too much, is refused', async () => {
    expect((await post('sku=A-1&sku=B-1')).status).toBe(400);
    expect((await post(`sku=${'x'.repeat(70_000)}`)).status).toBe(413);
  });
  it('is a form: its address takes nothing else, and is a page to those who look', async () => {
    expect((await post('{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await shop.fetch(form.path)).status).toBe(503);
    expect((await shop.fetch('/checkout/cart', { method: 'POST' })).status).toBe(405);
  });
});

describe('The API', () => {
  const api = (message: string, init: RequestInit = {}) => shop.fetch(`/api/checkout/${message}`, init);
  const json = { method: 'POST', body: '{"sku":"A-1"}', headers: { 'content-type': 'application/json' } };

  it('sets the cookies of a command, and none that it does not announce', async () => {
    expect((await api('AddToCart', json)).headers.getSetCookie()).toEqual(['c_cart=A-1_1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax']);
  });
  it('forgets a cookie that is empty', async () => {
    expect((await api('Forget', json)).headers.getSetCookie()).toEqual(['c_cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
  });
  it('gives a query its cookies; a query sets none', async () => {
    const response = await api('GetCart', { headers: { cookie: 'session=secret; c_cart=B_1' } });
    expect([await response.json(), response.headers.getSetCookie()]).toEqual(['c_cart=B_1', []]);
  });
  it('takes no form, and no command from a page of another site', async () => {
    expect((await api('AddToCart', { method: 'POST', body: new URLSearchParams({ sku: 'A-1' }) })).status).toBe(415);
    expect((await api('AddToCart', { ...json, headers: { ...json.headers, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  });
});

it('a form whose vertical is away is not forgotten: who posts it is told so', async () => {
  stop();
  checkout.leave();
  await shop.knows((registry) => !registry.answers('checkout'));
  const response = await post('sku=A-1', { accept: 'text/html' });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await response.text()).toContain('<p>The vertical is unavailable.</p>');
});
