import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AggregateStreams, chainHeaders, eventsOf, hashOf, JetStreamLog, type Decided } from '@jogakbo/service';
import { counterDecider, CountUp, LIMIT } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let log: JetStreamLog;
let counters: AggregateStreams;

beforeAll(async () => {
  ground = await groundFor('counting', []);
  log = new JetStreamLog('counting', ground.jetstream, ground.manager);
  counters = streamsOn(log);
});
afterAll(() => ground?.stop());

const streamsOn = (log: JetStreamLog) =>
  new AggregateStreams(counterDecider, { log, now: () => new Date(), newId: randomUUID, random: Math.random });
const up = (counterId: string, by = 1) => CountUp({ counterId, by });
const subject = (counterId: string) => `counting.log.counter.${counterId}`;
const nthsOf = async (counterId: string) =>
  (await log.readAfter(subject(counterId), 0)).flatMap(eventsOf).map((event) => (event.data() as { nth: number }).nth);
const inOrder = (length: number) => Array.from({ length }, (_, index) => index + 1);
/** Another process: its own connections, its own memory. */
const anotherProcess = async () => {
  const { jetstream, manager } = await ground.another();
  return streamsOn(new JetStreamLog('counting', jetstream, manager));
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

  it('is a no when it must be, on what is so now and not on what was remembered', async () => {
    const other = await anotherProcess();
    await counters.decide(up('end', LIMIT - 1));
    await other.decide(up('end'));
    expect(await counters.decide(up('end'))).toMatchObject({ kind: 'rejection', reason: 'CounterIsAtItsEnd' });
    expect(await nthsOf('end')).toHaveLength(LIMIT);
  });

  it('is made on one state by one of many that want to: 8 processes, 50 commands each', async () => {
    const processes = await Promise.all(Array.from({ length: 8 }, anotherProcess));
    const commands = processes.flatMap((streams) => inOrder(50).map(() => streams.decide(up('hot'))));
    await Promise.all(commands);
    expect(await nthsOf('hot')).toEqual(inOrder(400));
  }, 60_000);

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
