import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformMessages } from '@jogakbo/protocol';
import { SILENCE, StandIn, type Answer } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
let shell: StandIn;
let stop = () => {};

const compose = (answer: Answer) => {
  stop();
  stop = shell.answers(platformMessages.page, answer);
};
const head = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } };
/** A page that is sent at once, as a real shell would. */
const whole =
  (texts: string[], first: object = head): Answer =>
  (_request, message) => {
    for (const part of [first, ...texts.map((text) => ({ text })), undefined]) StandIn.part(message, part);
    return SILENCE;
  };

beforeAll(async () => {
  shop = await TestShop.open();
});
afterAll(() => shop?.close());

const awake = async () => {
  shell ??= await StandIn.start(shop.connection, { vertical: 'shell', version: '1' }, []);
  await shell.goLive();
  await shop.knows((registry) => registry.live('shell') !== undefined);
};

describe('A page while the shell is away', () => {
  it('is a calm one that needs nothing else and comes back by itself', async () => {
    const response = await shop.fetch('/products/classic');
    const html = await response.text();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(html).toContain('http-equiv="refresh"');
    expect(html).not.toMatch(/ (src|href)=/);
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });
  it('is a problem to a navigation inside an open page', async () => {
    const response = await shop.fetch('/', { headers: { accept: 'application/vnd.jogakbo.parts+json' } });
    expect([response.status, ((await response.json()) as { status: number }).status]).toEqual([503, 503]);
  });
  it('is the same when the shell is live and nobody listens', async () => {
    await awake();
    expect((await shop.fetch('/')).status).toBe(503);
  });
});

describe('A page', () => {
  beforeAll(awake);

  it('is what the shell composes for the whole address, with the gateway’s own policy', async () => {
    compose((request, message) =>
      whole([JSON.stringify(request)], {
        status: 404,
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': 'none at all' },
      })(request, message),
    );
    const response = await shop.fetch('/a%20b/c?d=e', { headers: { cookie: 'visitor=1' } });
    expect(await response.json()).toEqual({ url: '/a%20b/c?d=e', as: 'document', cookie: 'visitor=1' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('vary')).toContain('accept');
  });
  it('comes in parts to a navigation', async () => {
    compose((request, message) =>
      whole([JSON.stringify(request.as)], { status: 200, headers: { 'content-type': 'application/vnd.jogakbo.parts+json' } })(
        request,
        message,
      ),
    );
    const response = await shop.fetch('/', { headers: { accept: 'application/vnd.jogakbo.parts+json' } });
    expect(response.headers.get('content-type')).toBe('application/vnd.jogakbo.parts+json');
    expect(await response.json()).toBe('parts');
  });
  it.each(['br', 'gzip', 'identity'])('arrives text by text as the shell sends it (%s)', async (coding) => {
    const more = Promise.withResolvers<void>();
    compose(async (_request, message) => {
      StandIn.part(message, head);
      StandIn.part(message, { text: 'first' });
      await more.promise;
      StandIn.part(message, { text: 'second' });
      StandIn.part(message);
      return SILENCE;
    });
    const response = await shop.fetch('/', { headers: { 'accept-encoding': coding } });
    expect(response.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('first');
    more.resolve();
    expect((await reader.read()).value).toBe('second');
    expect((await reader.read()).done).toBe(true);
  });
  it('ends where the shell breaks off, and the gateway goes on', async () => {
    compose((_request, message) => {
      StandIn.part(message, head);
      StandIn.part(message, { text: 'all there is' });
      StandIn.part(message, { nonsense: true });
      return SILENCE;
    });
    expect(await (await shop.fetch('/')).text()).toBe('all there is');
    compose(whole(['well again']));
    expect(await (await shop.fetch('/')).text()).toBe('well again');
  });
  it('answers a HEAD with its head alone', async () => {
    compose(whole(['body'], { status: 201, headers: { 'content-type': 'text/html' } }));
    const response = await shop.fetch('/', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([201, '']);
  });
  it('frees its place when the browser leaves in the middle', async () => {
    compose((_request, message) => {
      StandIn.part(message, head);
      StandIn.part(message, { text: 'x'.repeat(100) });
      return SILENCE;
    });
    for (let browser = 0; browser < 140; browser += 1) {
      const response = await shop.fetch('/', { headers: { 'accept-encoding': 'identity' } });
      const reader = response.body!.getReader();
      await reader.read();
      await reader.cancel();
    }
    compose(whole(['room']));
    expect(await (await shop.fetch('/')).text()).toBe('room');
  });
  it.each([
    ['a status that HTTP does not know', { status: 1000, headers: {} }],
    ['a status that is no answer', { status: 101, headers: {} }],
  ])('with %s is an error of its own, and takes no place from others', async (_what, first) => {
    compose(whole(['never mind'], first));
    for (let batch = 0; batch < 7; batch += 1) {
      const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await shop.fetch('/')).status));
      expect(statuses.filter((status) => status < 500)).toEqual([]);
    }
    compose(whole(['room']));
    expect(await (await shop.fetch('/')).text()).toBe('room');
  });
  it('is refused to other methods', async () => {
    const response = await shop.fetch('/products', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
  it('that does not begin becomes the calm one, and then the shell gets a moment of rest', async () => {
    const hanging = await StandIn.start(shop.connection, { vertical: 'shell', version: '2' }, []);
    hanging.answers(platformMessages.page, () => SILENCE);
    await hanging.goLive();
    await shop.knows((registry) => registry.live('shell')?.version === '2');
    const late = await Promise.all(Array.from({ length: 10 }, () => shop.fetch('/')));
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([503]));
    const started = performance.now();
    expect((await shop.fetch('/')).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe('What is no page', () => {
  it('is an icon that the shell does not have: nothing, without asking it', async () => {
    expect((await shop.fetch('/favicon.ico')).status).toBe(204);
  });
  it('is an unreadable request: a problem', async () => {
    const { port } = new URL(shop.address);
    const socket = createConnection(Number(port), '127.0.0.1').end('this is not http\r\n\r\n');
    const told = (await socket.setEncoding('utf8').toArray()).join('');
    expect(told).toMatch(/^HTTP\/1\.1 400 /);
    expect(told).toContain('application/problem+json');
    expect(told).toContain("content-security-policy: default-src 'none'");
    expect(told).toContain('x-content-type-options: nosniff');
  });
  it('is an address that can not be decoded: a problem, with all that an answer carries', async () => {
    for (const address of ['/%ff', '/api/explore/%ff']) {
      const response = await shop.fetch(address, { headers: { 'x-correlation-id': 'visit-1' } });
      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
      expect(await response.json()).toMatchObject({ type: 'urn:jogakbo:problem:invalid-message', status: 400 });
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('x-correlation-id')).toBe('visit-1');
      expect(response.headers.get('traceparent')).toMatch(/^00-/);
    }
  });
  it('is a request with headers that are too large: a problem', async () => {
    expect((await shop.fetch('/', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});
