import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, problem } from '@jogakbo/contract';
import { callFrom, inCall } from '@jogakbo/runtime';
import { Gateway } from '@jogakbo/vertical';
import { query, SILENCE, StandIn, States } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

const BUDGET = 300;
const LONG_BUDGET = 20_000;
const GetHeaders = contract('decide').query('GetHeaders', 'What came with it.', {}, { view: z.record(z.string(), z.array(z.string())) });
const GetPrice = contract('decide').query('GetPrice', 'What it costs.', { sku: z.string() }, { view: z.object({ price: z.number() }) });

let shop: TestShop;
let decide: StandIn;
let gateway: Gateway;
let stop: () => void = () => {};

beforeAll(async () => {
  shop = await TestShop.open();
  decide = await StandIn.start(shop.connection, { vertical: 'decide', version: 'v1' }, [
    query('GetHeaders'),
    query('GetPrice', { deadline: 500 }),
  ]);
  decide.answers('GetHeaders', (_data, { headers }) => Object.fromEntries([...headers!]));
  await decide.goLive();
  await shop.knows((registry) => registry.live('decide') !== undefined);
  gateway = new Gateway(shop.address);
});
afterEach(() => stop());
afterAll(async () => {
  gateway?.close();
  await shop?.close();
});

const price = async (budget = BUDGET) => {
  const started = performance.now();
  const outcome = await gateway.ask(GetPrice, { sku: 'OX & Co' }, budget).then(
    (view) => view.price,
    (error: { problem: { type: string } }) => error.problem.type.split(':').at(-1),
  );
  return { outcome, took: performance.now() - started };
};

describe('A vertical that asks another one, through the gateway', () => {
  it('is answered by its live release', async () => {
    stop = decide.answers('GetPrice', ({ sku }) => ({ price: sku === 'OX & Co' ? 5700 : 0 }));
    expect((await price()).outcome).toBe(5700);
  });

  it('hands on trace, correlation, what must have been seen and what is left of its time, and no role', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const received: Record<string, string> = {
      'ce-correlationid': 'order-1',
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
      'jogakbo-after': 'decide:42',
      'jogakbo-roles': 'staff',
    };
    const call = callFrom((name) => received[name], 1000);
    const heard = await inCall(call, () => gateway.ask(GetHeaders, {}, BUDGET));
    expect(heard).toMatchObject({ 'ce-correlationid': ['order-1'], 'jogakbo-after': ['decide:42'] });
    expect(heard['traceparent']![0]).toContain(trace);
    expect(Number(heard['jogakbo-deadline'])).toBeLessThanOrEqual(BUDGET);
    expect(heard).not.toHaveProperty('jogakbo-roles');
  });

  it('is told what the other one states', async () => {
    stop = decide.answers('GetPrice', () => new States(problem('not-found', 'There is no such thing.')));
    expect((await price()).outcome).toBe('not-found');
    const GetElse = contract('decide').query('GetElse', 'Never announced.', {}, { view: z.null() });
    await expect(gateway.ask(GetElse, {}, BUDGET)).rejects.toThrow('decide offers no GetElse.');
  });

  it('waits for one that hangs as long as it wants to, then not at all until that one has rested', async () => {
    stop = decide.answers('GetPrice', () => SILENCE);
    for (let time = 0; time < 5; time += 1) expect((await price()).outcome).toBe('unavailable');
    // The gateway counts the last failure when its own time for it is over, which may be a moment after ours.
    let refused = await price();
    while (refused.took > BUDGET / 2) refused = await price();
    expect(refused.outcome).toBe('unavailable');
    stop();
    stop = decide.answers('GetPrice', () => ({ price: 1 }));
    while ((await price()).outcome !== 1);
  });

  it('is told at once that the other one is away', async () => {
    decide.leave();
    await shop.knows((registry) => !registry.answers('decide'));
    // Long before its time is over, however busy the machine is.
    const { outcome, took } = await price(LONG_BUDGET);
    expect(outcome).toBe('unavailable');
    expect(took).toBeLessThan(LONG_BUDGET / 2);
  });
});
