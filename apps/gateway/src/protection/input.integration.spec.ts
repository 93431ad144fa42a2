import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, query, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;

beforeAll(async () => {
  shop = await TestShop.open();
  const decide = await StandIn.start(shop.connection, { vertical: 'decide', version: 'v1' }, [query('GetProduct'), command('AddToCart')]);
  decide.answers('GetProduct', () => 'a product');
  decide.answers('AddToCart', () => null);
  await decide.goLive();
  await shop.knows((registry) => registry.live('decide') !== undefined);
});
afterAll(() => shop?.close());

const ask = (data: string, headers: Record<string, string> = {}) =>
  shop.fetch(`/api/decide/GetProduct?data=${encodeURIComponent(data)}`, { headers });
const give = (body: string) =>
  shop.fetch('/api/decide/AddToCart', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const nestedObjects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

describe('What is nested deeper than any message', () => {
  it.each([
    ['a query of brackets', () => ask(nested(2000))],
    ['a query of braces', () => ask(nestedObjects(700))],
    ['a command of brackets', () => give(nested(200_000))],
    ['a command that is only just too deep', () => give(nested(33))],
  ])('is refused as its sender’s mistake, and nobody else notices: %s', async (_, send) => {
    for (let time = 0; time < 30; time += 1) {
      const response = await send();
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ type: 'urn:jogakbo:problem:invalid-message' });
    }
    expect((await ask('{}')).status).toBe(200);
  });
  it('is nothing that a message is', async () => expect((await give(nestedObjects(32))).status).toBe(200));
});

describe('A page of another site', () => {
  const ofOther = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  it.each([
    ['as a picture', ofOther],
    ['as a script, from a neighbour', { ...ofOther, 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'script' }],
    ['in a frame', { ...ofOther, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['by a script of an older browser', { origin: 'https://elsewhere.example' }],
  ])('can’t make a visitor’s browser ask a query: %s', async (_, headers) => expect((await ask('{}', headers)).status).toBe(403));
  it.each([
    ['is the address bar', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
    ['is this shop’s', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['is no page at all', {}],
  ])('is not what %s', async (_, headers) => expect((await ask('{}', headers)).status).toBe(200));
});
