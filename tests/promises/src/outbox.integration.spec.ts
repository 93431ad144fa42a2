import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inCall, callFrom, machine } from '@jogakbo/runtime';
import { Outbox } from '@jogakbo/vertical';
import { OutboxRelay } from '@jogakbo/vertical/testing';
import { Counted, counted } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let relays: OutboxRelay[] = [];

beforeAll(async () => {
  ground = await groundFor('counting');
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
});
afterAll(() => ground?.stop());

function startRelay(): OutboxRelay {
  const relay = new OutboxRelay('counting', ground);
  relays.push(relay);
  relay.start();
  return relay;
}
const outboxWith = (relay?: OutboxRelay) => new Outbox(ground.database, () => relay?.wake());
const patiently = <T>(work: () => Promise<T>) =>
  inCall(
    callFrom(() => undefined, 20_000),
    work,
  );

/** What the log holds of one counter, in order. */
async function logged(counterId: string): Promise<number[]> {
  const { state } = await ground.manager.streams.info('counting');
  const found: number[] = [];
  for (let seq = 1; seq <= state.last_seq; seq++) {
    const message = await ground.manager.streams.getMessage('counting', { seq });
    if (message?.subject === `counting.log.counter.${counterId}`) found.push(message.json<{ nth: number }>().nth);
  }
  return found;
}
const changeAll = (outbox: Outbox, counterId: string, nths: number[]) =>
  patiently(() => outbox.change(async ({ record }) => nths.forEach((nth) => record(Counted, counted(counterId, nth)))));

describe('What a change says', () => {
  it('reaches the log in the order in which changes commit, also when many write at once', async () => {
    const outbox = outboxWith(startRelay());
    const order: number[] = [];
    const change = (nth: number) =>
      patiently(() =>
        outbox.change(async ({ record }) => {
          order.push(nth);
          record(Counted, counted('many', nth));
        }),
      );
    const changes = await Promise.all(Array.from({ length: 40 }, (_, nth) => change(nth)));
    await patiently(() => changes.at(-1)!.position());
    await Promise.all(changes.map(({ position }) => patiently(position)));
    expect(await logged('many')).toEqual(order);
  });

  it('is never heard when the change is undone', async () => {
    const outbox = outboxWith(startRelay());
    const failing = outbox.change(async ({ record }) => {
      record(Counted, counted('undone', 1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await patiently((await changeAll(outbox, 'undone', [2])).position);
    expect(await logged('undone')).toEqual([2]);
  });

  it('waits in the outbox while nobody publishes, and arrives when somebody does', async () => {
    const { position } = await changeAll(outboxWith(), 'late', [1, 2, 3]);
    startRelay();
    await patiently(position);
    expect(await logged('late')).toEqual([1, 2, 3]);
  });

  it('is in the log once, also when the publisher dies before it can remember', async () => {
    await changeAll(outboxWith(), 'crash', [1, 2, 3]);
    const forgetful = await ground.another();
    const query = forgetful.database.query.bind(forgetful.database);
    const forget = vi.spyOn(forgetful.database, 'query').mockImplementation((text: string, values?: readonly unknown[]) => {
      if (text.includes('jsonb_to_recordset')) return Promise.reject(new Error('died here'));
      return query(text, values);
    });
    const dying = new OutboxRelay('counting', forgetful);
    dying.start();
    await expect.poll(() => forget.mock.calls.some(([text]) => text.includes('jsonb_to_recordset')), { timeout: 20_000 }).toBe(true);
    await dying.stop();
    expect(await logged('crash')).toEqual([1, 2, 3]);

    const { position } = await changeAll(outboxWith(startRelay()), 'crash', [4]);
    await patiently(position);
    expect(await logged('crash')).toEqual([1, 2, 3, 4]);
  });

  it('is in the log once, also when its publisher was paused, and for longer than the log remembers message ids', async () => {
    const paused = await ground.another();
    const goOn = Promise.withResolvers<void>();
    const publish = paused.jetstream.publish.bind(paused.jetstream);
    const held = vi.spyOn(paused.jetstream, 'publish').mockImplementation(async (subject, data, options) => {
      await goOn.promise;
      return publish(subject, data, { ...options, msgID: undefined });
    });
    const first = new OutboxRelay('counting', paused);
    relays.push(first);
    first.start();
    const { position } = await changeAll(outboxWith(first), 'paused', [1, 2]);
    await expect.poll(() => held.mock.calls.length, { timeout: 20_000 }).toBe(2);
    await ground.database.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()",
    );
    startRelay();
    await patiently(position);
    goOn.resolve();
    await expect(held.mock.results[0]!.value).rejects.toThrow('wrong last sequence');
    await patiently((await changeAll(outboxWith(), 'paused', [3])).position);
    expect(await logged('paused')).toEqual([1, 2, 3]);
  });

  it('waits while the log is full, which the relay says; it rests longer each time, and goes on when there is room', async () => {
    const { streams } = (await ground.another('administrator')).manager;
    const { config, state } = await streams.info('counting');
    await streams.update('counting', { ...config, max_msgs: state.messages });
    const pauses = vi.spyOn(machine, 'pause');
    const relay = startRelay();
    const { position } = await changeAll(outboxWith(relay), 'full', [1, 2]);
    await expect.poll(() => relay.problem(), { timeout: 20_000 }).toMatch(/^the outbox relay of counting cannot go on: .*maximum messages/);
    await expect.poll(() => pauses.mock.calls.map(([pause]) => pause), { timeout: 20_000 }).toEqual(expect.arrayContaining([1000, 2000]));
    pauses.mockRestore();
    await streams.update('counting', config);
    await patiently(position);
    expect(await logged('full')).toEqual([1, 2]);
    await expect.poll(() => relay.problem(), { timeout: 20_000 }).toBe(undefined);
  });

  it('must fit its schema, or the change is refused as a whole', async () => {
    const wrong = outboxWith().change(async ({ record }) =>
      record(Counted, { kind: 'event', type: 'Counted', data: { counterId: 1 } } as never),
    );
    await expect(wrong).rejects.toThrow('counterId');
  });
});
