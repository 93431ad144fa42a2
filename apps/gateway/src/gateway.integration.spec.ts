import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Msg } from '@nats-io/transport-node';
import { subjects, type Announcement } from '@jogakbo/protocol';
import { HealthServer } from '@jogakbo/runtime';
import { gatewayConfig } from './config.ts';
import { GatewayProcess } from './gateway-process.ts';
import { DoorSettings } from './settings.ts';
import { freePort } from './testing/nats-server.ts';
import { TestShop } from './testing/shop.ts';
import { query, StandIn } from './testing/stand-in.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await TestShop.open();
});
afterAll(() => shop?.close());

describe('The gateway’s process', () => {
  it('says that it is here, and goodbye when it stops', async () => {
    const release = {
      vertical: 'gateway',
      version: 'v1',
      description: { vertical: 'gateway', messages: [], blocks: [], readers: [], sends: [], conducts: false, keepsLog: false },
    };
    writeFileSync(path.join(shop.config.RELEASE_DIR, 'release.json'), JSON.stringify(release));
    const heard = shop.connection.subscribe(subjects.announcement('gateway'))[Symbol.asyncIterator]();
    const next = async () => ((await heard.next()).value as Msg).json<Announcement>();
    const gateway = await GatewayProcess.start(() => ({ ...shop.config, INSTANCE: 'gateway-2' }), new HealthServer());
    expect(await next()).toMatchObject({ vertical: 'gateway', version: 'v1', instance: 'gateway-2', leaving: false });
    await gateway.stop();
    let last = await next();
    while (!last.leaving) last = await next();
    expect(last.instance).toBe('gateway-2');
  });
});

describe('A gateway that is told of other secrets', () => {
  const [old, other] = ['the-old-token-of-staff', 'the-new-token-of-staff'];
  let given: Record<string, string[] | string>;
  let gateway: GatewayProcess;
  let health: HealthServer;
  let address: string;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeAll(async () => {
    given = { STAFF_TOKEN: [old] };
    health = new HealthServer();
    await health.listen(0, '127.0.0.1');
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    gateway = await GatewayProcess.start(() => ({ ...shop.config, PORT: port, ...given }), health);
    health.markStarted();
  });
  afterAll(async () => {
    agent.destroy();
    await gateway.stop();
    health.close();
  });

  const asking = (path: string, token: string) =>
    new Promise<{ status: number | undefined; body: string; from: number | undefined }>((resolve, reject) => {
      get(address + path, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
        const from = response.socket.localPort;
        text(response).then((body) => resolve({ status: response.statusCode, body, from }), reject);
      }).on('error', reject);
    });
  const isStaff = async (token: string) => {
    const response = await fetch(`${address}/session`, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()).roles.includes('staff');
  };
  const revision = async () => (await (await fetch(`http://127.0.0.1:${health.port}/health/ready`)).json()).revision;

  it('takes them up without losing a request or a connection, and says when it has', async () => {
    const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [query('GetSlow', { deadline: 5000 })]);
    const [accepted, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
    explore.answers('GetSlow', () => (accepted.resolve(), answer.promise));
    await explore.goLive();
    await expect.poll(async () => (await fetch(`${address}/api/openapi.json`)).text()).toContain('GetSlow');

    const slow = asking('/api/explore/GetSlow', old);
    await accepted.promise;
    given = { STAFF_TOKEN: [other, old], REVISION: '2' };
    const reloaded = gateway.reload();
    await expect.poll(() => isStaff(other)).toBe(true);
    expect([await isStaff(old), await revision()]).toEqual([true, undefined]);
    answer.resolve('in time');
    const { from, ...answered } = await slow;
    expect(answered).toEqual({ status: 200, body: '"in time"' });
    await reloaded;
    expect(await revision()).toBe('2');
    expect(await asking('/session', other)).toMatchObject({ status: 200, from });
    expect(await asking('/api/explore/GetSlow', other)).toEqual({ status: 200, body: '"in time"', from });
  });

  it('refuses what has been ended', async () => {
    given = { STAFF_TOKEN: [other], REVISION: '3' };
    await gateway.reload();
    expect([await isStaff(old), await isStaff(other), await revision()]).toEqual([false, true, '3']);
  });

  it('goes on as before where they don’t let it in', async () => {
    given = { STAFF_TOKEN: [old], REVISION: '4', NATS_PASSWORD: 'wrong' };
    await gateway.reload();
    expect([await isStaff(other), await revision()]).toEqual([true, '3']);
    given = { STAFF_TOKEN: [old], REVISION: '5' };
    await gateway.reload();
    expect([await isStaff(old), await revision()]).toEqual([true, '5']);
  });
});

describe('A proxy that nobody has said to trust', () => {
  it('is not believed: neither for whom it asks, nor that the connection is encrypted', async () => {
    const said = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '192.0.2.1' };
    const response = await shop.fetch('/session', { headers: { ...said, cookie: '__Host-jogakbo_session=x' } });
    expect([response.status, response.headers.get('strict-transport-security')]).toEqual([200, null]);
  });
});

describe('Settings', () => {
  it('name the proxies that are trusted, by address, network or kind', () => {
    const trusted = (text: string) => DoorSettings.parse({ TRUSTED_PROXY: text }).TRUSTED_PROXY;
    expect(trusted('10.0.0.0/8, ::1,loopback')).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0', 'true', '10.0.0.0/8/8'])
      expect(() => trusted(wrong)).toThrow('addresses or networks');
  });
  it('are named when they are missing or wrong', () => {
    expect(() => gatewayConfig({ PORT: 'http', STAFF_TOKEN: 'short' })).toThrow(/PORT[\s\S]*RELEASES_DIR[\s\S]*STAFF_TOKEN/);
  });
});
