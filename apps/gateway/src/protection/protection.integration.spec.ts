import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '@jogakbo/runtime';
import { query, SILENCE, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
let decide: StandIn;
const DEADLINE = 1000;

beforeAll(async () => {
  shop = await TestShop.open();
  decide = await StandIn.start(shop.connection, { vertical: 'decide', version: 'v1' }, [
    query('GetProduct', { deadline: DEADLINE }),
    query('GetSlow', { deadline: 5000 }),
  ]);
  const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [query('GetCategory')]);
  explore.answers('GetCategory', () => 'explore goes on');
  await Promise.all([decide.goLive(), explore.goLive()]);
  await shop.knows((registry) => registry.live('decide') !== undefined && registry.live('explore') !== undefined);
});
afterAll(() => shop?.close());

const ask = async () => {
  const started = performance.now();
  const response = await shop.fetch('/api/decide/GetProduct');
  return { status: response.status, took: performance.now() - started, retryAfter: response.headers.get('retry-after') };
};

const askAtOnce = (times: number) => Promise.all(Array.from({ length: times }, ask));

describe('A vertical that hangs', () => {
  it('is given a rest: answers come at once, its neighbour does not notice, and it heals by itself', async () => {
    let stop = decide.answers('GetProduct', () => SILENCE);
    expect((await askAtOnce(10)).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 504));
    const refused = await ask();
    expect(refused).toMatchObject({ status: 503, retryAfter: '1' });
    expect(refused.took).toBeLessThan(DEADLINE / 2);
    expect(await metrics.metrics()).toContain('jogakbo_gateway_breaker_state{vertical="decide",version="v1"} 1');
    expect(await (await shop.fetch('/api/explore/GetCategory')).json()).toBe('explore goes on');
    stop();
    stop = decide.answers('GetProduct', () => 'well again');
    while ((await ask()).status !== 200);
    expect(await metrics.metrics()).toContain('jogakbo_gateway_breaker_state{vertical="decide",version="v1"} 0');
    stop();
  });
  it('is asked at once by who comes after it was away and is back', async () => {
    await askAtOnce(10);
    expect((await ask()).status).toBe(503);
    decide.leave();
    await shop.knows((registry) => !registry.answers('decide'));
    const told = new Promise<void>((resolve) =>
      shop.registry.changes.subscribe(({ vertical, away }) => vertical === 'decide' && !away && resolve()),
    );
    decide.answers('GetProduct', () => 'back');
    decide.announce();
    await told;
    expect((await ask()).status).toBe(200);
  });
});

describe('A vertical that is slow', () => {
  it('keeps a bounded number of callers waiting and refuses the rest at once', async () => {
    const done = Promise.withResolvers<string>();
    decide.answers('GetSlow', () => done.promise);
    const asking = Array.from({ length: 130 }, () => shop.fetch('/api/decide/GetSlow'));
    const first = await Promise.race(asking);
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1']);
    done.resolve('done');
    const statuses = (await Promise.all(asking)).map(({ status }) => status);
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 503).length]).toEqual([128, 2]);
  });
});
