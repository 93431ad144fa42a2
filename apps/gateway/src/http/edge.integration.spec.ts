import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await TestShop.open();
});
afterAll(() => shop?.close());

const told = async (request: string) => {
  const { port } = new URL(shop.address);
  const socket = createConnection(Number(port), '127.0.0.1');
  socket.write(`${request}connection: close\r\n\r\n`);
  return (await socket.setEncoding('utf8').toArray()).join('');
};

describe('A request that says which host it asks', () => {
  it.each(['/', '/session', '/api/openapi.json', '/sign-in', '/nothing'])('twice is not understood: %s', async (address) => {
    const answer = await told(`GET ${address} HTTP/1.1\r\nhost: shop.example\r\nHost: evil.example\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('urn:jogakbo:problem:invalid-message');
  });
  it('once is', async () => expect(await told('GET /session HTTP/1.1\r\nhost: shop.example\r\n')).toMatch(/^HTTP\/1\.1 200 /));
});

describe('A request of another site’s page', () => {
  it.each(['GET', 'HEAD'])('asks nothing: %s', async (method) => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await shop.fetch('/api/checkout/GetCart', { method, headers })).status).toBe(403);
  });
});

describe('A request that insists on a position', () => {
  it.each(['assortment', 'assortment:', 'assortment:NaN', 'assortment:-5', 'assortment:1.5', ':1', 'assortment:1,'])(
    'says which: %s',
    async (after) => {
      const answer = await shop.fetch('/session', { headers: { 'jogakbo-after': after } });
      expect([answer.status, (await answer.json()).detail]).toEqual([400, 'jogakbo-after: a log and a position, e.g. assortment:42.']);
    },
  );
});

describe('A body', () => {
  const post = (body: BodyInit, type: string) =>
    shop.fetch('/api/checkout/PlaceOrder', { method: 'POST', body, headers: { 'content-type': type } });
  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'name=%FF'],
    ['a form of half a surrogate pair', 'application/x-www-form-urlencoded', 'name=%ED%A0%80'],
    ['JSON', 'application/json', Buffer.from('{"name":"\u00ff"}', 'latin1')],
  ])('is text: %s', async (_, type, body) => {
    const answer = await post(body, type);
    expect([answer.status, (await answer.json()).detail]).toEqual([400, expect.stringContaining('is not UTF-8.')]);
  });
});
