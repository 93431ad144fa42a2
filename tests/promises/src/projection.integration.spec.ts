import { headers } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventHeaders, headerNames, subjects } from '@jogakbo/protocol';
import type { Projection } from '@jogakbo/domain';
import { callFrom, inCall } from '@jogakbo/runtime';
import { Checkpoints } from '@jogakbo/vertical';
import { LogReader, projectionReaderships } from '@jogakbo/vertical/testing';
import { Counted, highest, REFUSED, highestTable, tally, tallyTable, type Tally } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let readers: LogReader[] = [];
let published = 0;

beforeAll(async () => {
  ground = await groundFor('counting');
  await ground.database.query(tallyTable);
});
afterEach(async () => {
  await Promise.all(readers.map((reader) => reader.stop()));
  readers = [];
});
afterAll(() => ground?.stop());

async function startReader(
  parts: Pick<Ground, 'database' | 'leadership' | 'connection' | 'manager'> = ground,
  projections: Projection[] = [tally],
): Promise<LogReader> {
  const [readership] = projectionReaderships(projections, parts.database);
  const reader = new LogReader(readership!, parts);
  readers.push(reader);
  reader.start();
  return reader;
}

async function publish(counterId: string, body: unknown): Promise<number> {
  const made = headers();
  const envelope = { id: `${counterId}-${published++}`, correlationId: 'test', occurredAt: new Date(0).toISOString() };
  for (const [name, value] of Object.entries(eventHeaders(Counted, counterId, envelope))) made.set(name, value);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { seq } = await ground.jetstream.publish(subjects.log('counting', 'counter', counterId), text, { headers: made });
  return seq;
}
const count = async (counterId: string, from: number, to: number) => {
  let last = 0;
  for (let nth = from; nth <= to; nth++) last = await publish(counterId, { counterId, nth });
  return last;
};

/** Asks as a caller would who knows the position of its own write. */
const seen = (position: number, deadline = 20_000, projections: Projection[] = [tally]) =>
  inCall(
    callFrom((name) => (name === headerNames.after ? `counting:${position}` : undefined), deadline),
    () => new Checkpoints(ground.database, projections).seen(),
  );
const tallyOf = async (counterId: string) =>
  (
    await ground.database.query<Tally & Record<string, unknown>>('select times, in_order as "inOrder" from tally where counter_id = $1', [
      counterId,
    ])
  )[0];
const highestOf = async (counterId: string) =>
  (await ground.database.query<{ highest: number }>('select highest from highest where counter_id = $1', [counterId]))[0]?.highest;
const leaders = () =>
  ground.database.query<{ pid: number }>("select pid from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()");

describe('A view', () => {
  it('that has not begun to read has seen nothing', async () => {
    await expect(seen(1, 300)).rejects.toMatchObject({ problem: { status: 412 } });
  });

  it('has every event once and in order', async () => {
    await startReader();
    await seen(await count('plain', 1, 50));
    expect(await tallyOf('plain')).toEqual({ times: 50, inOrder: true });
  });

  it('goes on where it stopped', async () => {
    await seen(await count('again', 1, 3).then(async (last) => (await startReader(), last)));
    await readers.pop()!.stop();
    const last = await count('again', 4, 6);
    await startReader();
    await seen(last);
    expect(await tallyOf('again')).toEqual({ times: 6, inOrder: true });
  });

  it('has every event once, also when its reader is cut off from the database again and again while a replica waits', async () => {
    await startReader();
    await startReader(await ground.another());
    let written = 0;
    for (let round = 0; round < 5; round++) {
      await expect.poll(async () => (await leaders()).length, { timeout: 20_000 }).toBeGreaterThan(0);
      const writing = count('cut', written + 1, written + 20);
      for (const { pid } of await leaders()) await ground.database.query('select pg_terminate_backend($1)', [pid]);
      await writing;
      written += 20;
    }
    await seen(await publish('cut', { counterId: 'cut', nth: written + 1 }));
    expect(await tallyOf('cut')).toEqual({ times: written + 1, inOrder: true });
  });

  it('has every event once, also when some of them, and the last, were told to nobody', async () => {
    await startReader();
    await seen(await count('untold', 1, 1));
    const { streams } = (await ground.another('administrator')).manager;
    const { config } = await streams.info('counting');
    const tellTo = (dest: string) => streams.update('counting', { ...config, republish: { src: '>', dest } });
    for (let written = 2; written < 8; written += 2) {
      await tellTo('nobody.>');
      await count('untold', written, written);
      await tellTo(config.republish!.dest);
      await count('untold', written + 1, written + 1);
    }
    await tellTo('nobody.>');
    await seen(await count('untold', 8, 8));
    await tellTo(config.republish!.dest);
    expect(await tallyOf('untold')).toEqual({ times: 8, inOrder: true });
  });

  it('survives the death of NATS', async () => {
    await startReader();
    await seen(await count('nats', 1, 5));
    ground.servers.kill('nats');
    await expect.poll(() => count('nats', 6, 6).catch(() => 0), { timeout: 20_000 }).toBeGreaterThan(0);
    const [{ times } = { times: 0 }] = [await tallyOf('nats')];
    await seen(await publish('nats', { counterId: 'nats', nth: 7 }));
    expect(times).toBeLessThanOrEqual(6);
    expect(await tallyOf('nats')).toMatchObject({ inOrder: true, times: 7 });
  });

  it.each([
    ['that is not JSON', 'text', '{'],
    ['that does not fit its schema', 'misfit', { counterId: 'misfit', nth: 'three' }],
    ['whose fold fails', 'negative', { counterId: 'negative', nth: -1 }],
  ])('goes on over an event %s; what comes later for that row waits behind it, with the reason', async (_, poison, body) => {
    await count(poison, 1, 2);
    const dead = await publish(poison, body);
    await count(poison, 3, 3);
    await count(`beside-${poison}`, 1, 2);
    await startReader();
    await seen(await count(poison, 4, 4));
    await readers.pop()!.stop();
    await startReader();
    await seen(await count(poison, 5, 5));
    expect(await tallyOf(poison)).toEqual({ times: 2, inOrder: true });
    expect(await tallyOf(`beside-${poison}`)).toEqual({ times: 2, inOrder: true });
    const letters = await ground.database.query<{ position: number; reason: string }>(
      'select position, reason from dead_letter where key = $1 order by position',
      [poison],
    );
    expect(letters).toEqual([
      { position: dead, reason: expect.stringMatching(/^(?!waits)\w*/) },
      ...[1, 4, 5].map((later) => ({ position: dead + later, reason: `waits behind ${dead}` })),
    ]);
  });

  it('goes on over an event whose row its table refuses; what comes later for that row waits behind it', async () => {
    await publish('worse', { counterId: 'worse', nth: 1 });
    const dead = await publish('worse', { counterId: 'worse', nth: REFUSED });
    await publish('worse', { counterId: 'worse', nth: 2 });
    // The last row of a batch is what the table is asked to take.
    await publish('bad', { counterId: 'bad', nth: REFUSED });
    const last = await count('good', 1, 2);
    await startReader();
    await seen(last);
    expect([await tallyOf('worse'), await tallyOf('bad'), await tallyOf('good')]).toEqual([
      ...[{ times: 1, inOrder: true }, undefined, { times: 2, inOrder: true }],
    ]);
    const letters = await ground.database.query("select reason from dead_letter where key in ('worse', 'bad') order by position");
    const refusal = { reason: expect.stringMatching(/violates check constraint/) };
    expect(letters).toEqual([refusal, { reason: `waits behind ${dead}` }, refusal]);
  });

  it('that cannot be written holds up no other, and goes on when it can', async () => {
    await startReader(ground, [highest, tally]);
    await seen(await count('company', 1, 3));
    const last = await count('company', 4, 6);
    await seen(last);
    expect(await tallyOf('company')).toEqual({ times: 6, inOrder: true });
    await expect(seen(last, 300, [tally, highest])).rejects.toMatchObject({ problem: { status: 412 } });
    expect(readers[0]!.problem()).toMatch(/highest cannot go on/);
    await ground.database.query(highestTable);
    await seen(last, 20_000, [tally, highest]);
    await expect.poll(() => readers[0]!.problem()).toBeUndefined();
    expect(await highestOf('company')).toBe(6);
  });

  it('that is new reads the log from its beginning, while the others go on', async () => {
    await ground.database.query(`delete from checkpoint where reader = 'highest'; truncate highest`);
    const last = await count('newcomer', 1, 3);
    await startReader(ground, [tally, highest]);
    await seen(last, 20_000, [tally, highest]);
    expect(await highestOf('company')).toBe(6);
    expect(await tallyOf('newcomer')).toEqual({ times: 3, inOrder: true });
  });

  it('that is gone is not waited for', async () => {
    await ground.database.query("insert into checkpoint (reader, stream, position) values ('gone', 'counting', 1)");
    await startReader();
    await seen(await count('left', 1, 2));
    expect(await tallyOf('left')).toEqual({ times: 2, inOrder: true });
  });

  it('tells a caller who insists on a write that it has not seen that it has not', async () => {
    await startReader();
    await expect(seen(1_000_000, 100)).rejects.toMatchObject({ problem: { status: 412 } });
  });

  it('stops and says so when its log ends before its checkpoint', async () => {
    await ground.database.query("update checkpoint set position = 1000000 where reader = 'tally'");
    const reader = await startReader();
    await expect.poll(() => reader.problem(), { timeout: 20_000 }).toMatch(/ends at \d+, before the checkpoint 1000000/);
  });
});
