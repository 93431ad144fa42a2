import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AggregateStreams } from '@jogakbo/vertical';
import { chainHeaders, DatabaseSnapshots, eventsOf, hashOf, JetStreamLog, type Decided, type Snapshots } from '@jogakbo/vertical/testing';
import { inCall, spanOf } from '@jogakbo/runtime';
import { Counted, counterDecider, CountUp, LIMIT, ResetCounter } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let log: JetStreamLog;
let counters: AggregateStreams;

beforeAll(async () => {
  ground = await groundFor('counting');
  log = new JetStreamLog('counting', ground);
  counters = streamsOn(log);
});
afterAll(() => ground?.stop());

const streamsOn = (log: JetStreamLog, snapshots: Snapshots = new DatabaseSnapshots(ground.database)) =>
  new AggregateStreams(counterDecider, { log, snapshots, now: () => new Date(), newId: randomUUID, random: Math.random });
const up = (counterId: string, by = 1) => CountUp({ counterId, by });
const subject = (counterId: string) => `counting.log.counter.${counterId}`;
const nthsOf = async (counterId: string) =>
  (await log.readAfter(subject(counterId), 0)).flatMap(eventsOf).map((event) => (event.data() as { nth: number }).nth);
const inOrder = (length: number) => Array.from({ length }, (_, index) => index + 1);
/** A request that somebody waits for as long as it takes, on however busy a machine. */
const patient = () => ({
  deadlineAt: performance.now() + 60_000,
  correlationId: randomUUID(),
  traceparent: spanOf(),
  roles: [],
  after: new Map(),
});
/** Another process: its own connections, its own memory. */
const anotherProcess = async () => {
  return streamsOn(new JetStreamLog('counting', await ground.another()));
};

describe('A decision', () => {
  it('is one commit, whatever the number of its events', async () => {
    await counters.decide(up('one', 3));
    const commits = await log.readAfter(subject('one'), 0);
    expect(commits).toHaveLength(1);
    expect(await nthsOf('one')).toEqual([1, 2, 3]);
  });

  it('builds on all that was decided before, by whichever process', async () => {
    const other = await anotherProcess();
    for (const streams of [counters, other, counters, other]) await streams.decide(up('both'));
    expect(await nthsOf('both')).toEqual(inOrder(4));
  });

  it('is made once for a command that comes again, here, elsewhere, or after a restart', async () => {
    const id = randomUUID();
    const first = (await counters.decide(up('again'), id)) as Decided;
    await counters.decide(up('again'));
    for (const streams of [counters, await anotherProcess()])
      expect(await streams.decide(up('again'), id)).toEqual({ events: [], position: first.position });
    expect(await nthsOf('again')).toEqual([1, 2]);
  });

  it('is refused under the id of another command, here, elsewhere, behind a snapshot, and whatever is so by now', async () => {
    const id = randomUUID();
    await counters.decide(up('other', 1), id);
    const taken = { problem: { status: 422, type: 'urn:jogakbo:problem:name-taken' } };
    for (const streams of [counters, await anotherProcess()]) await expect(streams.decide(up('other', 2), id)).rejects.toMatchObject(taken);
    await counters.decide(up('other', 20));
    expect(await ground.database.query("select 1 from snapshot where key = 'other'")).toHaveLength(1);
    const other = await anotherProcess();
    await expect(other.decide(up('other', 2), id)).rejects.toMatchObject(taken);
    expect(await other.decide(up('other', 1), id)).toMatchObject({ events: [] });
    expect(await nthsOf('other')).toEqual(inOrder(21));
  });

  it('is known by what was asked, where it is made of more', async () => {
    const asked = (what: string) => ({ ...patient(), causationId: 'made-of-more', asked: what });
    await inCall(asked('one more'), () => counters.decide(up('made', 1)));
    expect(await inCall(asked('one more'), () => counters.decide(up('made', 2)))).toMatchObject({ events: [] });
    await expect(inCall(asked('two more'), () => counters.decide(up('made', 1)))).rejects.toMatchObject({ problem: { status: 422 } });
  });

  it('is a no when it must be, on what is so now and not on what was remembered', async () => {
    const other = await anotherProcess();
    await counters.decide(up('end', LIMIT - 1));
    await other.decide(up('end'));
    expect(await counters.decide(up('end'))).toMatchObject({ kind: 'rejection', reason: 'CounterIsAtItsEnd' });
    expect(await nthsOf('end')).toHaveLength(LIMIT);
  });

  it('is no longer a no when what spoke against it is gone, whoever remembers it', async () => {
    const other = await anotherProcess();
    await counters.decide(up('anew', LIMIT));
    await other.decide(ResetCounter({ counterId: 'anew' }));
    expect(((await counters.decide(up('anew'))) as Decided).events).toEqual([Counted({ counterId: 'anew', nth: 1 })]);
  });

  it('is made on one state by one of many that want to: 8 processes, 50 commands each', async () => {
    const processes = await Promise.all(Array.from({ length: 8 }, anotherProcess));
    await inCall(patient(), () => Promise.all(processes.flatMap((streams) => inOrder(50).map(() => streams.decide(up('hot'))))));
    expect(await nthsOf('hot')).toEqual(inOrder(400));
  }, 60_000);

  it('that could not be read again is never written', async () => {
    const noText = 7 as unknown as string;
    await expect(counters.decide(up(noText))).rejects.toThrow('Nothing can be decided about counter 7');
    expect(await nthsOf('7')).toEqual([]);
    await counters.decide(up('7'));
    expect(await nthsOf('7')).toEqual([1]);
  });

  it('is bound to the one before it by its hash', async () => {
    for (const by of [1, 2, 1]) await counters.decide(up('chain', by));
    const commits = await log.readAfter(subject('chain'), 0);
    expect(commits.map(({ headers }) => headers[chainHeaders.version])).toEqual(['1', '3', '4']);
    expect(commits.map((commit) => hashOf(commit))).toEqual(commits.map(({ headers }) => headers[chainHeaders.hash]));
    expect(commits.map(({ headers }) => headers[chainHeaders.previous])).toEqual([
      '',
      ...commits.slice(0, -1).map(({ headers }) => headers[chainHeaders.hash]),
    ]);
  });
});

describe('The state that is asked for', () => {
  it('is what all decisions have made, by whichever process', async () => {
    const other = await anotherProcess();
    expect(await counters.stateOf('asked')).toEqual({ value: 0 });
    await other.decide(up('asked', 2));
    expect(await counters.stateOf('asked')).toEqual({ value: 2 });
    await counters.decide(up('asked'));
    expect(await other.stateOf('asked')).toEqual({ value: 3 });
  });
});

describe('A stream', () => {
  it('is read whole, however large its commits are, and leaves nothing behind on the connection', async () => {
    const { connection, jetstream, manager } = await ground.another();
    for (let written = 0; written < 20; written += 1) await jetstream.publish(subject('large'), 'x'.repeat(1_000_000));
    const subscriptions = () =>
      (connection as unknown as { protocol: { subscriptions: { size: () => number } } }).protocol.subscriptions.size();
    const before = subscriptions();
    const reader = new JetStreamLog('counting', { connection, jetstream, manager });
    expect(await reader.readAfter(subject('large'), 0)).toHaveLength(20);
    for (let read = 0; read < 10; read += 1) await reader.readAfter(subject('nothing'), 0);
    expect(subscriptions()).toBe(before);
  });
});

describe('A snapshot', () => {
  const known = async (counterId: string) =>
    (
      await ground.database.query<{ version: number; state: unknown }>('select version, state from snapshot where key = $1', [counterId])
    )[0];

  it('is what a process begins with, and knows of commands that came before it', async () => {
    const ids = inOrder(25).map(() => randomUUID());
    for (const id of ids) await counters.decide(up('long'), id);
    expect(await known('long')).toEqual({ version: 20, state: { value: 20 } });
    const other = await anotherProcess();
    expect(((await other.decide(up('long'))) as Decided).events).toEqual([Counted({ counterId: 'long', nth: 26 })]);
    for (const id of [ids[3]!, ids[23]!]) expect(await other.decide(up('long'), id)).toMatchObject({ events: [] });
    expect(await nthsOf('long')).toEqual(inOrder(26));
  });

  it('may be dropped: nothing changes', async () => {
    const id = randomUUID();
    for (const commandId of [id, ...inOrder(20).map(() => randomUUID())]) await counters.decide(up('dropped'), commandId);
    expect(await known('dropped')).toBeDefined();
    await ground.database.query('truncate snapshot');
    const other = await anotherProcess();
    expect(await other.decide(up('dropped'), id)).toMatchObject({ events: [] });
    await other.decide(up('dropped'));
    expect(await nthsOf('dropped')).toEqual(inOrder(22));
  });

  it('of another definition is not read', async () => {
    await counters.decide(up('changed', 10));
    await ground.database.query(`update snapshot set definition = 0, state = '{"value": 500}' where key = 'changed'`);
    await (await anotherProcess()).decide(up('changed'));
    expect((await nthsOf('changed')).at(-1)).toBe(11);
  });

  it('that knows more than the log is damage, and nothing is decided on it', async () => {
    await counters.decide(up('cut', 10));
    await ground.database.query("update snapshot set position = position + 1000 where key = 'cut'");
    await expect((await anotherProcess()).decide(up('cut'))).rejects.toThrow('ends before its snapshot');
  });
});
