import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { query, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
const agent = new Agent({ keepAlive: true });

beforeAll(async () => {
  shop = await TestShop.open();
});
afterAll(async () => {
  agent.destroy();
  await shop?.close();
});

/** A request on a connection that stays open, as a proxy's does. */
const kept = (path: string) =>
  new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
    const { hostname, port } = new URL(shop.address);
    request({ hostname, port, path, agent }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    })
      .on('error', reject)
      .end();
  });

describe('A gateway that stops', () => {
  it('answers what it accepted, says goodbye, and takes nothing new', async () => {
    const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [
      query('GetSlow', { deadline: 5000 }),
      query('GetFast'),
    ]);
    const accepted = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<string>();
    explore.answers('GetSlow', () => (accepted.resolve(), answer.promise));
    explore.answers('GetFast', () => 'fast');
    await explore.goLive();
    await shop.knows((registry) => registry.live('explore') !== undefined);
    expect((await kept('/api/explore/GetFast')).connection).toBe('keep-alive');
    const slow = kept('/api/explore/GetSlow');
    await accepted.promise;
    const { address } = shop;
    const stopped = shop.door.stop();
    await expect(fetch(address)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    answer.resolve('in time');
    expect(await slow).toEqual({ status: 200, connection: 'close' });
    await stopped;
  });
});
