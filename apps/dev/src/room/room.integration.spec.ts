import { jetstreamManager } from '@nats-io/jetstream';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectAs } from '../nats/connection.ts';
import { type RunningServers, startServers } from '../start-servers.ts';
import { NEARLY_FULL, roomInNats, roomOnDisk, shareOf, warningOf } from './room.ts';

let folder: string;
let servers: RunningServers;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'room-'));
  servers = await startServers(folder, ['alpha']);
});
afterAll(async () => {
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('is asked of the server itself: a stream that is nearly full, and the store with all streams', async () => {
  const connection = await connectAs(servers.natsFor('dev'));
  const manager = await jetstreamManager(connection);
  await manager.streams.update('alpha', { ...(await manager.streams.info('alpha')).config, max_bytes: 2 ** 20 });
  await connection.close();
  const writing = await connectAs(servers.natsFor('alpha'));
  for (let nth = 0; nth < 17; nth += 1) await writing.request(`alpha.log.${nth}`, 'x'.repeat(50 * 1024));
  await writing.close();
  const [store, ...streams] = await roomInNats(servers.natsFor('dev'), 2 ** 30);
  const stream = streams.find(({ what }) => what.includes('alpha ') || what.endsWith('alpha'));
  expect([warningOf(stream!), shareOf(stream!) >= NEARLY_FULL]).toEqual(['The stream alpha of NATS is 83 % full: 1 MB of 1 MB', true]);
  expect([store!.what, store!.used, shareOf(store!) < NEARLY_FULL]).toEqual(['The store of NATS', stream!.used, true]);
});

it('of a disk is what anybody but root may use', () => {
  const { used, limit } = roomOnDisk(folder);
  expect(used).toBeGreaterThan(0);
  expect(limit).toBeGreaterThan(used);
});
