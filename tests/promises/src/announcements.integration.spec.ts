import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pointers, pointerStream, subjects, type Announcement } from '@jogakbo/protocol';
import { recordDigest } from '@jogakbo/provisioning';
import { Announcer, HealthServer, log, metrics, Registry } from '@jogakbo/runtime';
import { connectionTo, groundFor, type Ground } from './ground.ts';

let ground: Ground;
let deployer: Awaited<ReturnType<Ground['another']>>;
let registry: Registry;

const said = (vertical: string, summary = 'as released', version = 'v1'): Announcement => ({
  vertical,
  version,
  instance: `${vertical}-1`,
  leaving: false,
  description: {
    vertical,
    messages: [{ kind: 'query', type: 'Echo', version: 1, summary, input: {}, roles: ['staff'], deadline: 2000 }],
    blocks: [],
    readers: [],
    sends: [],
    conducts: false,
    keepsLog: false,
  },
});
const say = (subject: string, announcement: unknown) => ground.connection.publish(subject, JSON.stringify(announcement));
const pointTo = (vertical: string, text = JSON.stringify({ version: 'v1', since: new Date(0).toISOString() })) =>
  deployer.jetstream.publish(pointers.of(vertical), text);
/** Says, as whoever deploys does, which versions of a vertical are deployed. */
const deploy = (vertical: string, ...versions: string[]) => {
  const recordOf = ({ instance: _instance, leaving: _leaving, ...record }: Announcement) => record;
  const releases = versions.map((version) => [version, recordDigest(recordOf(said(vertical, 'as released', version)))]);
  return deployer.jetstream.publish(pointers.deployed(vertical), JSON.stringify(Object.fromEntries(releases)));
};
const disbelieved = async (unit: string, reason: string) => {
  const counted = await metrics.getSingleMetric('jogakbo_announcements_disbelieved_total')!.get();
  return counted.values.find(({ labels }) => labels.unit === unit && labels.reason === reason)?.value ?? 0;
};
/** Waits until all has been heard that was announced before, by one thing more, which nobody believes. */
const heardAll = async () => {
  const before = await disbelieved('asking', 'unreadable');
  say(subjects.announcement('asking'), 'the end');
  await expect.poll(() => disbelieved('asking', 'unreadable')).toBe(before + 1);
};
/** Announces a version until it is heard: what was said of its deployment may come a moment later. */
const heard = (version: string) =>
  expect
    .poll(() => {
      say(subjects.announcement('asking'), said('asking', 'as released', version));
      return registry.answers('asking', version);
    })
    .toBe(true);
const summaryOf = (vertical: string) => registry.live(vertical)?.description.messages[0]?.summary;

beforeAll(async () => {
  ground = await groundFor('asking');
  deployer = await ground.another('dev');
  registry = new Registry((await ground.another('gateway')).connection);
  await registry.start();
});
afterAll(async () => {
  registry?.stop();
  await ground?.stop();
});

describe('What a process says of itself', () => {
  it('is believed where it is what was deployed', async () => {
    await deploy('asking', 'v1', 'v2');
    await pointTo('asking');
    await heard('v1');
    expect(summaryOf('asking')).toBe('as released');
  });

  it('is not believed where its release was deployed with another record, though it is the first to be heard', async () => {
    say(subjects.announcement('asking'), { ...said('asking', 'as forged', 'v2'), instance: 'asking-2' });
    say(subjects.announcement('asking'), { ...said('asking', 'as forged'), instance: 'asking-2' });
    await heard('v2');
    expect(summaryOf('asking')).toBe('as released');
    expect(registry.release('asking', 'v2')?.description.messages[0]?.summary).toBe('as released');
  });

  it('is not believed of a release that is not deployed; that is counted each time, and logged once', async () => {
    const before = await disbelieved('asking', 'not deployed');
    const logged = vi.spyOn(log, 'error').mockReturnValue();
    for (const version of ['v7', 'v8', 'v7']) say(subjects.announcement('asking'), said('asking', 'as released', version));
    await heardAll();
    expect([registry.release('asking', 'v7'), registry.release('asking', 'v8')]).toEqual([undefined, undefined]);
    expect(await disbelieved('asking', 'not deployed')).toBe(before + 3);
    expect(logged.mock.calls.filter(([said]) => (said as { reason?: string }).reason === 'not deployed')).toHaveLength(1);
    logged.mockRestore();
  });

  it('is not believed when it is about another vertical', async () => {
    await deploy('counting', 'v1');
    await pointTo('counting');
    await expect.poll(() => registry.isKnown('counting')).toBe(true);
    say(subjects.announcement('asking'), said('counting'));
    say(subjects.announcement('asking'), { ...said('asking'), leaving: true, vertical: 'counting' });
    await heardAll();
    expect(registry.answers('counting')).toBe(false);
    expect(registry.release('counting', 'v1')).toBeUndefined();
  });

  it('is passed over when it is nonsense, like a live pointer that is none', async () => {
    await pointTo('nonsense', '{');
    await pointTo('other', '{"version":7}');
    await deployer.jetstream.publish(pointers.deployed('other'), '{"v1":"no digest"}');
    const before = await disbelieved('asking', 'unreadable');
    say(subjects.announcement('asking'), { vertical: 'asking' });
    await expect.poll(() => disbelieved('asking', 'unreadable')).toBe(before + 1);
    await pointTo('late');
    await expect.poll(() => registry.isKnown('late')).toBe(true);
    await heardAll();
    expect(registry.isKnown('nonsense') || registry.isKnown('other')).toBe(false);
  });

  it('is forgotten when its release is deployed no more', async () => {
    await deploy('asking', 'v2');
    await expect.poll(() => registry.release('asking', 'v1')).toBeUndefined();
    say(subjects.announcement('asking'), said('asking'));
    await heardAll();
    expect([registry.release('asking', 'v1'), registry.answers('asking', 'v1')]).toEqual([undefined, false]);
  });

  it('is kept of so many processes of one release, and of no more', async () => {
    const before = await disbelieved('asking', 'too many processes');
    for (let number = 2; number <= 70; number += 1)
      say(subjects.announcement('asking'), { ...said('asking', 'as released', 'v2'), instance: `asking-${number}` });
    await heardAll();
    expect(await disbelieved('asking', 'too many processes')).toBe(before + 6);
  });

  it('is not repeated by one who has left, whoever asks', async () => {
    await deploy('asking', 'v9', 'v10');
    const announcer = new Announcer(ground.connection, { ...said('asking', 'as released', 'v9'), instance: 'asking-9' });
    announcer.start();
    await expect.poll(() => registry.answers('asking', 'v9'), { timeout: 5000 }).toBe(true);
    announcer.leave();
    const newcomer = (await ground.another('gateway')).connection;
    newcomer.publish(subjects.announcePlease);
    await newcomer.flush();
    await ground.connection.flush();
    await heard('v10');
    expect(registry.answers('asking', 'v9')).toBe(false);
  });
});

describe('Live pointers', () => {
  it('in a bucket that was made anew are followed, though it has had fewer changes than the one before', async () => {
    for (const round of ['first', 'second', 'third']) {
      await deploy('asking', round);
      await heard(round);
      await pointTo('asking', JSON.stringify({ version: round, since: new Date(0).toISOString() }));
      await expect.poll(() => registry.live('asking')?.version).toBe(round);
    }
    const { streams } = (await ground.another('administrator')).manager;
    await streams.delete(pointerStream);
    await ground.servers.provide(['asking']);
    await deploy('asking', 'v1');
    await pointTo('asking');
    await heard('v1');
    await expect.poll(() => registry.live('asking')?.version, { timeout: 5000 }).toBe('v1');
    expect(registry.verticals()).toEqual(['asking']);
  });
});

describe('A process without NATS', () => {
  it('is not ready, and is again when NATS is back', async () => {
    const health = new HealthServer();
    await health.listen(0, '127.0.0.1');
    const connection = await connectionTo(ground.servers, 'asking', health);
    health.markStarted();
    const ready = async () => (await fetch(`http://127.0.0.1:${health.port}/health/ready`)).status;
    expect(await ready()).toBe(200);
    ground.servers.kill('nats');
    await expect.poll(ready, { timeout: 20_000 }).toBe(503);
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    await connection.close();
    health.close();
  });
});
