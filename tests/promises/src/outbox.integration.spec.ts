import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inCall, callFrom, Outbox, OutboxRelay, type Database } from '@jogakbo/service';
import { Counted, counted } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let relays: OutboxRelay[] = [];

beforeAll(async () => {
  ground = await groundFor('counting', []);
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
});
afterAll(() => ground?.stop());

function startRelay(database: Database = ground.database): OutboxRelay {
  const relay = new OutboxRelay('counting', database, ground.jetstream, ground.manager);
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
    const forget = vi.spyOn(forgetful.database, 'query').mockImplementation((text: string, values?: unknown[]) => {
      if (text.includes('jsonb_to_recordset')) return Promise.reject(new Error('died here'));
      return query(text, values);
    });
    const dying = new OutboxRelay('counting', forgetful.database, forgetful.jetstream, forgetful.manager);
    dying.start();
    await expect.poll(() => forget.mock.calls.some(([text]) => text.includes('jsonb_to_recordset')), { timeout: 20_000 }).toBe(true);
    await dying.stop();
    expect(await logged('crash')).toEqual([1, 2, 3]);

    const { position } = await changeAll(outboxWith(startRelay()), 'crash', [4]);
    await patiently(position);
    expect(await logged('crash')).toEqual([1, 2, 3, 4]);
  });

  it('is not published by one who lost the lead and does not know it', async () => {
    const { position } = await changeAll(outboxWith(startRelay()), 'fenced', [1]);
    const last = await patiently(position);
    const stale = ground.jetstream.publish('counting.log.counter.fenced', '{"counterId":"fenced","nth":9}', {
      expect: { lastSequence: last - 1 },
    });
    await expect(stale).rejects.toThrow('wrong last sequence');
    expect(await logged('fenced')).toEqual([1]);
  });

  it('must fit its schema, or the change is refused as a whole', async () => {
    const wrong = outboxWith().change(async ({ record }) =>
      record(Counted, { kind: 'event', type: 'Counted', data: { counterId: 1 } } as never),
    );
    await expect(wrong).rejects.toThrow('counterId');
  });
});
