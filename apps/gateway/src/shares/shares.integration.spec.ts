import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { headerNames, platformMessages } from '@jogakbo/protocol';
import { problem } from '@jogakbo/contract';
import { command, query, SILENCE, StandIn, States } from '../testing/stand-in.ts';
import { STAFF_TOKEN, TestShop } from '../testing/shop.ts';

const VERTICAL_TOKEN = 'a-token-of-verticals';
const VISITOR = [{ name: 'c_visitor', keptFor: 60, identifies: true }];

let shop: TestShop;
let checkout: StandIn;
let stops: (() => void)[] = [];

beforeAll(async () => {
  const few = { CLIENT_QUERIES: '2', CLIENT_COMMANDS: '1', CLIENT_ORDERS: '4', CLIENT_UNDER_WAY: '40', CLIENT_STREAMS: '2' };
  shop = await TestShop.open({ ...few, TRUSTED_PROXY: 'loopback', VERTICAL_TOKEN });
  checkout = await StandIn.start(shop.connection, { vertical: 'checkout', version: 'v1' }, [
    query('GetCart', { deadline: 20_000, cookies: VISITOR }),
    query('GetOffers', { deadline: 20_000 }),
    command('AddToCart'),
    command('PlaceOrder', { isScarce: true }),
    command('TakeLast', { isScarce: true }),
    command('Rename'),
  ]);
  checkout.answers('GetOffers', () => 'offers');
  checkout.answers('AddToCart', () => null);
  checkout.answers('PlaceOrder', () => null);
  await checkout.goLive();
  await shop.knows((registry) => registry.live('checkout') !== undefined);
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});
afterAll(() => shop?.close());

let clients = 0;
/** Somebody who comes from an address of their own. */
const somebody = (headers: Record<string, string> = {}) => {
  const address = `192.0.2.${(clients += 1)}`;
  const of = (more: Record<string, string>) => ({ 'x-forwarded-for': address, ...headers, ...more });
  return {
    ask: (type: string, more: Record<string, string> = {}) => shop.fetch(`/api/checkout/${type}`, { headers: of(more) }),
    give: (type: string) =>
      shop.fetch(`/api/checkout/${type}`, { method: 'POST', headers: of({ 'content-type': 'application/json' }), body: '{}' }),
    see: (address: string) => shop.fetch(address, { headers: of({ accept: 'text/html' }) }),
  };
};
const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));
const statuses = (responses: Response[]) =>
  Object.fromEntries([...Map.groupBy(responses, ({ status }) => status)].map(([status, all]) => [status, all.length]));

describe('A client that asks for more than its share', () => {
  it.each([
    ['queries', (client: ReturnType<typeof somebody>) => client.ask('GetOffers'), 20],
    ['commands', (client: ReturnType<typeof somebody>) => client.give('AddToCart'), 10],
    ['orders', (client: ReturnType<typeof somebody>) => client.give('PlaceOrder'), 4],
  ])('is told when to come again, and nobody else notices: %s', async (_, send, share) => {
    const greedy = somebody();
    const answers = await times(share + 5, () => send(greedy));
    expect(statuses(answers)).toEqual({ 200: share, 429: 5 });
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      type: 'urn:jogakbo:problem:too-many-requests',
      status: 429,
      detail: expect.stringMatching(/^You have asked too often in a short time\. Please try again in (a second|\d+ seconds)\.$/),
    });
    expect((await send(somebody())).status).toBe(200);
  });
  it('is told so on a page that looks again by itself', async () => {
    const greedy = somebody();
    await times(20, () => greedy.see('/'));
    const page = await greedy.see('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('http-equiv="refresh"');
  });
  it('is the same visitor at every address, and leaves half of an address to the others there', async () => {
    const cookie = 'c_visitor=0197f6b1';
    expect(statuses(await times(11, () => somebody({ cookie }).ask('GetOffers')))).toEqual({ 200: 10, 429: 1 });
  });
  it('is not whoever works here, nor a vertical', async () => {
    for (const token of [STAFF_TOKEN, VERTICAL_TOKEN])
      expect(statuses(await times(25, () => somebody({ authorization: `Bearer ${token}` }).ask('GetOffers')))).toEqual({ 200: 25 });
  });
});

describe('Whoever is asked for something scarce', () => {
  const told: (string | undefined)[] = [];
  /** What the owner is told of the client, where somebody gives commands with these headers. */
  const toldOf = async (type: string, ...givers: Record<string, string>[]) => {
    told.length = 0;
    stops.push(
      checkout.answers(type, (_, message) => {
        told.push(message.headers?.get(headerNames.client) || undefined);
        return null;
      }),
    );
    for (const headers of givers) expect((await somebody(headers).give(type)).status).toBe(200);
    return [...told];
  };
  const at = (address: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...more });

  it('is told which client it is, whatever that says of itself, and not where it is', async () => {
    const [one, again, other] = await toldOf(
      'TakeLast',
      at('203.0.113.1', { cookie: 'c_visitor=a' }),
      at('203.0.113.1', { cookie: 'c_visitor=b', [headerNames.client]: 'somebody-else' }),
      at('203.0.113.2'),
    );
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });
  it('is told nothing of who works here, nor is anybody else told of a client', async () => {
    const staff = at('203.0.113.3', { authorization: `Bearer ${STAFF_TOKEN}` });
    const vertical = at('203.0.113.3', { authorization: `Bearer ${VERTICAL_TOKEN}` });
    expect(await toldOf('TakeLast', staff, vertical)).toEqual([undefined, undefined]);
    expect(await toldOf('Rename', at('203.0.113.4', { [headerNames.client]: 'me' }))).toEqual([undefined]);
  });
});

describe('A client whose questions take long', () => {
  it('has so many under way and no more, and the others are answered', async () => {
    const done = Promise.withResolvers<string>();
    stops.push(checkout.answers('GetCart', () => done.promise));
    const slow = Array.from({ length: 3 }, () => somebody());
    const asking = slow.flatMap((client) => Array.from({ length: 14 }, () => client.ask('GetCart')));
    const inOne = somebody({ cookie: 'c_visitor=1' });
    const held = Array.from({ length: 10 }, () => inOne.ask('GetCart'));
    expect((await somebody().ask('GetOffers')).status).toBe(200);
    done.resolve('a cart');
    expect(statuses(await Promise.all([...asking, ...held]))).toEqual({ 200: 52 });
  });
  it('waits for what the views have not seen outside of the room that all share', async () => {
    stops.push(checkout.answers(platformMessages.seen, () => SILENCE));
    stops.push(checkout.answers('GetCart', () => 'a cart'));
    let position = 0;
    const after = () => ({ 'jogakbo-after': `checkout:${(position += 1)}`, 'jogakbo-deadline': '3000' });
    const waiting = Array.from({ length: 10 }, () => somebody()).flatMap((client) =>
      Array.from({ length: 20 }, () => client.ask('GetCart', after())),
    );
    expect((await somebody().ask('GetCart')).status).toBe(200);
    expect(statuses(await Promise.all(waiting))).toEqual({ 504: 200 });
    expect((await somebody().ask('GetCart')).status).toBe(200);
  });
  it('is told at once of a position that there is not', async () => {
    stops.push(checkout.answers(platformMessages.seen, () => new States(problem('position-unknown'))));
    const answer = await somebody().ask('GetCart', { 'jogakbo-after': 'checkout:99999999' });
    expect([answer.status, await answer.json()]).toMatchObject([412, { type: 'urn:jogakbo:problem:position-unknown' }]);
  });
});

describe('Live events', () => {
  it('are for so many browsers of one client, whatever proxy stands before the shop', async () => {
    const listen = (address: string) => shop.fetch('/events?topics=', { headers: { 'x-forwarded-for': address } });
    const open = [await listen('198.51.100.1'), await listen('198.51.100.1'), await listen('198.51.100.2')];
    const refused = await listen('198.51.100.1');
    expect([...open.map(({ status }) => status), refused.status, refused.headers.get('retry-after')]).toEqual([200, 200, 200, 429, '1']);
    for (const { body } of open) await body!.cancel();
  });
});
