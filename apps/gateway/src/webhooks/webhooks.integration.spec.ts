import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problem, type Posted } from '@jogakbo/contract';
import { STAFF_TOKEN, TestShop } from '../testing/shop.ts';
import { command, StandIn, States } from '../testing/stand-in.ts';

let shop: TestShop;
let payment: StandIn;
let stop: () => void;
let heard: { data: Posted; headers: Record<string, string> }[] = [];
let answer: unknown = null;
const webhook = { path: '/webhooks/bank', headers: ['bank-signature'] };

beforeAll(async () => {
  shop = await TestShop.open();
  payment = await StandIn.start(shop.connection, { vertical: 'payment', version: 'v1' }, [
    command('HearBank', { webhook, cookies: [{ name: 'p_card', keptFor: 60 }] }),
  ]);
  stop = payment.answers('HearBank', (data: Posted, message) => {
    const headers = Object.fromEntries((message.headers?.keys() ?? []).map((name) => [name, message.headers!.get(name)]));
    heard.push({ data, headers });
    return answer;
  });
  await payment.goLive();
  await shop.knows((registry) => registry.live('payment') !== undefined);
});
afterAll(() => shop?.close());
beforeEach(() => {
  heard = [];
  answer = null;
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  shop.fetch(webhook.path, { method: 'POST', body, headers: { 'content-type': 'application/json', 'bank-signature': 's', ...headers } });
const bytesOf = ({ data }: (typeof heard)[number]) => Buffer.from(data.body, 'base64');

describe('A webhook', () => {
  it('is told to its vertical to the byte, whatever the body says that it is', async () => {
    const bodies = ['{"b":1,  "a":2}', 'no { json', 'a=1&a=2', Buffer.from([0, 255, 13, 10])];
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream'])
      for (const body of bodies) {
        expect((await post(body, { 'content-type': type })).status).toBe(204);
        expect(bytesOf(heard.pop()!)).toEqual(Buffer.from(body));
      }
  });
  it('is told with the headers that it declares, and with nothing of a visitor', async () => {
    const personal = { cookie: 'p_card=4242; session=secret', authorization: `Bearer ${STAFF_TOKEN}`, 'idempotency-key': 'k' };
    expect((await post('{}', { ...personal, 'bank-signature': 't=1,v1=ab', 'x-else': 'no' })).status).toBe(204);
    const [{ data, headers }] = heard as [(typeof heard)[number]];
    expect(data.headers).toEqual({ 'bank-signature': 't=1,v1=ab' });
    expect(Object.keys(headers).filter((name) => /cookie|roles|authorization/.test(name))).toEqual([]);
    expect(JSON.stringify(headers)).not.toContain('secret');
  });
  it('may come from anywhere: no page and no browser is asked where it is', async () => {
    expect((await post('{}', { 'sec-fetch-site': 'cross-site', origin: 'https://bank.example' })).status).toBe(204);
  });
  it('that comes without the declared header is its vertical’s to refuse', async () => {
    expect((await shop.fetch(webhook.path, { method: 'POST' })).status).toBe(204);
    expect(heard.map(({ data }) => data)).toEqual([{ body: '', headers: {} }]);
  });
  it('that its vertical refuses is a problem with status 400', async () => {
    for (const said of ['invalid-message', 'rejected'] as const) {
      answer = new States(problem(said, 'The signature is wrong.'));
      const response = await post('{}');
      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
      expect(await response.json()).toMatchObject({ status: 400, detail: 'The signature is wrong.' });
    }
  });
  it('that its vertical can’t take now is to be posted again', async () => {
    answer = new States(problem('unavailable'));
    const response = await post('{}');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });
  it('has room for 256 KiB and no more', async () => {
    expect((await post('x'.repeat(256 * 1024))).status).toBe(204);
    expect((await post('x'.repeat(256 * 1024 + 1))).status).toBe(413);
  });
  it('is posted: its address takes nothing else, and an address that nobody declares is none', async () => {
    const looked = await shop.fetch(webhook.path);
    expect([looked.status, looked.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await shop.fetch('/webhooks/other', { method: 'POST', body: '{}' })).status).toBe(404);
    expect(heard).toEqual([]);
  });
  it('is no command of the API, and stands in its description at its own address', async () => {
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await shop.fetch('/api/payment/HearBank', json)).status).toBe(404);
    const { paths } = await (await shop.fetch('/api/openapi.json')).json();
    expect(Object.keys(paths)).toEqual([webhook.path]);
    expect(paths[webhook.path].post).toMatchObject({ operationId: 'payment.HearBank', parameters: [{ name: 'bank-signature' }] });
  });
});

it('a webhook whose vertical is away is to be posted again', async () => {
  stop();
  payment.leave();
  await shop.knows((registry) => !registry.answers('payment'));
  const response = await post('{}');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
});
