import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Msg } from '@nats-io/transport-node';
import { subjects, type Announcement } from '@jogakbo/protocol';
import { HealthServer } from '@jogakbo/runtime';
import { gatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { DoorSettings } from './settings.ts';
import { TestShop } from './testing/shop.ts';

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
    const stop = await startGateway({ ...shop.config, INSTANCE: 'gateway-2' }, new HealthServer());
    expect(await next()).toMatchObject({ vertical: 'gateway', version: 'v1', instance: 'gateway-2', leaving: false });
    await stop();
    let last = await next();
    while (!last.leaving) last = await next();
    expect(last.instance).toBe('gateway-2');
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
