import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, problem, type Problem } from '@jogakbo/contract';
import { callFrom, inCall } from '@jogakbo/runtime';
import { Gateway } from './gateway-client.ts';

const weather = contract('weather');
const GetSky = weather.query(
  'GetSky',
  'What the sky is like.',
  { city: z.string() },
  { view: z.object({ sky: z.enum(['clear', 'grey']) }) },
);
const [city, BUDGET] = ['Busan & Öland', 2000];

/** What the server answers; it says nothing at all where that is nothing. */
let says: (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let gateway: Gateway;
let asked: IncomingMessage[];
let connections: number;

beforeEach(async () => {
  [asked, connections] = [[], 0];
  says = answering(200, { sky: 'clear' });
  server = createServer((request, response) => {
    asked.push(request);
    says(request, response);
  }).on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  gateway = new Gateway(addressOf(server));
});
afterEach(() => {
  gateway.close();
  server.closeAllConnections();
  server.close();
});

const addressOf = (at: Server) => `http://127.0.0.1:${(at.address() as AddressInfo).port}`;
const answering = (status: number, body: unknown) => (_: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
const stating = (details: Problem) => answering(details.status, details);
const ask = (budget = BUDGET) => gateway.ask(GetSky, { city }, budget);
const problemOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'none',
    (error: { problem: Problem }) => error.problem.type.split(':').at(-1),
  );

describe('What another vertical is asked', () => {
  it('is answered as its contract says', async () => {
    expect(await ask()).toEqual({ sky: 'clear' });
    const { method, url } = asked[0]!;
    const { pathname, searchParams } = new URL(url!, 'http://gateway');
    expect([method, pathname, JSON.parse(searchParams.get('data')!)]).toEqual(['GET', '/api/weather/GetSky', { city }]);
  });
  it('is asked below a gateway that stands below a path', async () => {
    gateway = new Gateway(`${addressOf(server)}/shop/`);
    await ask();
    expect(asked[0]!.url).toMatch(/^\/shop\/api\/weather\/GetSky\?/);
  });
  it('goes over connections that are kept', async () => {
    for (let time = 0; time < 5; time += 1) await ask();
    expect([asked.length, connections]).toEqual([5, 1]);
  });
});

describe('What travels with it', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const received: Record<string, string> = {
    'ce-correlationid': 'order-1',
    traceparent: `00-${trace}-b7ad6b7169203331-01`,
    'jogakbo-after': 'weather:42',
    'jogakbo-roles': 'staff',
    'jogakbo-cookies': 'secret=1',
  };
  const during = (left: number) => callFrom((name) => received[name], left);

  it('is trace, correlation and what must have been seen, and neither roles nor cookies', async () => {
    await inCall(during(5000), () => ask());
    const { headers } = asked[0]!;
    expect(headers).toMatchObject({ 'x-correlation-id': 'order-1', 'jogakbo-after': 'weather:42' });
    expect(headers.traceparent).toContain(trace);
    expect(Object.keys(headers).filter((name) => name === 'jogakbo-roles' || name.includes('cookie'))).toEqual([]);
  });
  it.each([
    ['the budget, when more is left', 5000, 300, 300],
    ['what is left, when that is less', 200, 300, 200],
  ])('is how long it may take: %s', async (_, left, budget, most) => {
    await inCall(during(left), () => ask(budget));
    const deadline = Number(asked[0]!.headers['jogakbo-deadline']);
    expect(deadline).toBeLessThanOrEqual(most);
    expect(deadline).toBeGreaterThan(most - 100);
  });
  it('is nothing when no time is left: nobody is asked', async () => {
    const over = { ...during(5000), deadlineAt: 0 };
    expect(await inCall(over, () => problemOf(ask()))).toBe('deadline-exceeded');
    expect(asked).toEqual([]);
  });
});

describe('A problem', () => {
  it.each(['not-found', 'rejected', 'too-busy', 'unavailable', 'view-behind'] as const)('that is stated comes back: %s', async (type) => {
    says = stating(problem(type, 'Why it is so.', { retryAfter: 1000 }));
    const asking = ask();
    await expect(asking).rejects.toMatchObject({ problem: { detail: 'Why it is so.', retryAfter: 1000 } });
    expect(await problemOf(asking)).toBe(type);
  });
  it('that an answer was late is that it is not there: what is left of the asker’s own time is another thing', async () => {
    says = stating(problem('deadline-exceeded'));
    expect(await problemOf(ask())).toBe('unavailable');
  });
});

describe('Who can not be understood is not there', () => {
  it.each([
    ['a view of another contract', answering(200, { sky: 'plaid' })],
    ['no view at all', answering(200, null)],
    ['no JSON', answering(200, '<h1>Welcome</h1>')],
    ['a page of something in between', answering(502, '<h1>Bad gateway</h1>')],
    ['a redirect', answering(302, '')],
    [
      'half an answer',
      (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('{"sky":', () => response.destroy()),
    ],
    ['a connection that ends', (request: IncomingMessage) => void request.destroy()],
  ])('%s', async (_, answer) => {
    says = answer;
    expect(await problemOf(ask())).toBe('unavailable');
    says = answering(200, { sky: 'grey' });
    expect(await ask()).toEqual({ sky: 'grey' });
  });
  it.each([
    ['nothing', () => {}],
    ['the beginning of an answer', (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('{')],
  ])('when its time is over: %s', async (_, answer) => {
    says = answer;
    const started = performance.now();
    expect(await problemOf(ask(50))).toBe('unavailable');
    expect(performance.now() - started).toBeLessThan(BUDGET);
  });
  it('where nobody listens', async () => {
    server.close();
    await once(server, 'close');
    expect(await problemOf(ask())).toBe('unavailable');
  });
  it('without an address', async () => {
    gateway = new Gateway();
    expect(await problemOf(ask())).toBe('unavailable');
  });
});
