import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointers, pointerStream, subjects, type Announcement } from '@jogakbo/protocol';
import { Announcer, HealthServer, Registry } from '@jogakbo/runtime';
import { connectionTo, groundFor, type Ground } from './ground.ts';

let ground: Ground;
let deployer: Awaited<ReturnType<Ground['another']>>;
let registry: Registry;

const said = (vertical: string, summary = 'as released'): Announcement => ({
  vertical,
  version: 'v1',
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
  it('is believed', async () => {
    await pointTo('asking');
    say(subjects.announcement('asking'), said('asking'));
    await expect.poll(() => registry.answers('asking')).toBe(true);
    expect(summaryOf('asking')).toBe('as released');
  });

  it('never changes a release that is known', async () => {
    say(subjects.announcement('asking'), { ...said('asking', 'as forged'), instance: 'asking-2' });
    say(subjects.announcement('asking'), { ...said('asking'), version: 'v2' });
    await expect.poll(() => registry.release('asking', 'v2')).toBeDefined();
    expect(summaryOf('asking')).toBe('as released');
  });

  it('is not believed when it is about another vertical', async () => {
    await pointTo('counting');
    say(subjects.announcement('asking'), said('counting'));
    say(subjects.announcement('asking'), { ...said('asking'), leaving: true, vertical: 'counting' });
    say(subjects.announcement('asking'), { ...said('asking'), version: 'v3' });
    await expect.poll(() => registry.release('asking', 'v3')).toBeDefined();
    expect(registry.answers('counting')).toBe(false);
    expect(registry.release('counting', 'v1')).toBeUndefined();
  });

  it('is passed over when it is nonsense, like a live pointer that is none', async () => {
    await pointTo('nonsense', '{');
    await pointTo('other', '{"version":7}');
    say(subjects.announcement('asking'), { vertical: 'asking' });
    say(subjects.announcement('asking'), { ...said('asking'), version: 'v4' });
    await pointTo('late');
    await expect.poll(() => registry.isKnown('late') && registry.release('asking', 'v4')).toBeTruthy();
    expect(registry.isKnown('nonsense') || registry.isKnown('other')).toBe(false);
  });

  it('is not repeated by one who has left, whoever asks', async () => {
    const announcer = new Announcer(ground.connection, { ...said('asking'), instance: 'asking-9', version: 'v9' });
    announcer.start();
    await expect.poll(() => registry.answers('asking', 'v9')).toBe(true);
    announcer.leave();
    const newcomer = (await ground.another('gateway')).connection;
    newcomer.publish(subjects.announcePlease);
    await newcomer.flush();
    await ground.connection.flush();
    say(subjects.announcement('asking'), { ...said('asking'), version: 'v10' });
    await expect.poll(() => registry.answers('asking', 'v10')).toBe(true);
    expect(registry.answers('asking', 'v9')).toBe(false);
  });
});

describe('Live pointers', () => {
  it('in a bucket that was made anew are followed, though it has had fewer changes than the one before', async () => {
    for (const round of ['first', 'second', 'third']) {
      say(subjects.announcement('asking'), { ...said('asking'), version: round });
      await pointTo('asking', JSON.stringify({ version: round, since: new Date(0).toISOString() }));
      await expect.poll(() => registry.live('asking')?.version).toBe(round);
    }
    const { streams } = (await ground.another('administrator')).manager;
    await streams.delete(pointerStream);
    await ground.servers.provide(['asking']);
    await pointTo('asking');
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
