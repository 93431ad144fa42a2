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
