import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandStream, commandWire, subjects, type Reply } from '@jogakbo/protocol';
import { contract } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { decider } from '@jogakbo/domain';
import { jetStreamOn, type JetStream } from '@jogakbo/runtime';
import { Vertical } from '@jogakbo/vertical';
import { needsOf, VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { connectionTo } from './ground.ts';

const bell = contract('bell');
const bells = bell.aggregate('bell', 'bellId');
const BellRung = bells.event('BellRung', 'A bell was rung.', { bellId: z.string() });
const RingBell = bell.command('RingBell', 'Rings a bell.', { bellId: z.string() });
const MeltBell = bell.command('MeltBell', 'Rings a bell for the last time.', { bellId: z.string() }, { roles: ['staff'] });
// Not idempotent by itself: a command that is carried out twice shows.
const ringing = decider('bell', {
  initialState: () => null,
  commands: { RingBell, MeltBell },
  events: { BellRung },
  decide: { RingBell: ({ bellId }) => BellRung({ bellId }), MeltBell: ({ bellId }) => BellRung({ bellId }) },
  evolve: { BellRung: () => null },
});
const BellModule = Vertical.of({ name: 'bell', contract: { BellRung, RingBell, MeltBell }, deciders: [ringing] });

const folder = mkdtempSync(path.join(tmpdir(), 'waiting-'));
let servers: RunningServers;
let verticals: VerticalsUnderTest;
let ringer: JetStream;

beforeAll(async () => {
  const sends = [RingBell, MeltBell].map(({ vertical, type }) => ({ vertical, type }));
  servers = await startServers(folder);
  // Whoever rings does not run: it only has the rights of one that does.
  const needs = [needsOf(BellModule), { vertical: 'ringer', keepsLog: false, takesCommands: true, reads: [], sends }];
  verticals = await VerticalsUnderTest.on({ ...servers, provide: () => servers.provide(needs) }, [BellModule]);
  await verticals.start(BellModule);
  ringer = await jetStreamOn(await connectionTo(servers, 'ringer'));
});
afterAll(async () => {
  await ringer?.connection.close();
  await verticals?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Sending {
  readonly type: string;
  readonly bellId: string;
  readonly reply?: Reply;
}
async function send({ type, bellId, reply }: Sending) {
  const envelope = { id: `command-${bellId}`, correlationId: bellId, occurredAt: new Date().toISOString() };
  const { headers, body } = commandWire({ type, data: { bellId }, envelope, reply }, 'ringer');
  const made = natsHeaders();
  for (const [name, value] of Object.entries(headers)) made.set(name, value);
  const options = { headers: made, msgID: `message-${bellId}`, timeout: 2000 };
  return ringer.jetstream.publish(subjects.command({ to: 'bell', by: 'ringer' }, type), body, options);
}

const rung = async (bellId: string) => (await verticals.events('bell', 'bell', bellId)).length;
const waiting = async (vertical: string) => {
  const { manager } = await administrator();
  return (await manager.streams.info(commandStream(vertical))).state.messages;
};
let opened: Promise<JetStream> | undefined;
const administrator = () => (opened ??= connectionTo(servers, 'administrator').then(jetStreamOn));
const isWorkedOff = () => expect.poll(() => waiting('bell').catch(() => -1), { timeout: 20_000 }).toBe(0);
afterAll(async () => (await opened)?.connection.close());

describe('A command that waits for its owner', () => {
  it('takes effect once, though it is published twice around a restart of NATS, which forgets what was worked off', async () => {
    expect((await send({ type: 'RingBell', bellId: 'once' })).duplicate).toBe(false);
    await expect.poll(() => rung('once')).toBe(1);
    await isWorkedOff();
    expect((await send({ type: 'RingBell', bellId: 'once' })).duplicate).toBe(true);
    servers.kill('nats');
    const again = async () => (await send({ type: 'RingBell', bellId: 'once' })).duplicate;
    await expect.poll(() => again().catch(String), { timeout: 20_000 }).toBe(false);
    await isWorkedOff();
    expect(await rung('once')).toBe(1);
  });

  it('is refused where it is for people, and kept with the reason', async () => {
    await send({ type: 'MeltBell', bellId: 'melting' });
    await isWorkedOff();
    expect(await rung('melting')).toBe(0);
    expect(await reasonsOf('melting')).toEqual([expect.stringContaining('MeltBell is for staff, not for ringer')]);
  });

  it('tells nobody but its sender what became of it', async () => {
    const reply = { vertical: 'bell', aggregate: 'saga-checkout', key: 'x', purpose: 'do.pay', confirm: true };
    await send({ type: 'RingBell', bellId: 'forged', reply });
    await isWorkedOff();
    expect(await rung('forged')).toBe(0);
    expect(await reasonsOf('forged')).toEqual([expect.stringContaining('bell did not send it')]);
  });
});

const reasonsOf = async (bellId: string) =>
  (
    await verticals
      .database('bell')
      .query<{ reason: string }>(`select reason from dead_letter where convert_from(body, 'UTF8') like $1`, [`%${bellId}%`])
  ).map(({ reason }) => reason);

describe('A log that has as much as it may have', () => {
  it('says so, and goes on being read', async () => {
    const { manager } = await administrator();
    const { config, state } = await manager.streams.info('bell');
    await manager.streams.update('bell', { ...config, max_bytes: state.bytes });
    await expect(verticals.ask('bell', RingBell({ bellId: 'full' }))).rejects.toMatchObject({ problem: { status: 507 } });
    expect(await rung('once')).toBe(1);
    await manager.streams.update('bell', config);
    await verticals.ask('bell', RingBell({ bellId: 'full' }));
    expect(await rung('full')).toBe(1);
  });
});
