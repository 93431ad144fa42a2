import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames, type Finding } from '@jogakbo/protocol';
import { AggregateStreams, Checkpoints } from '@jogakbo/vertical';
import {
  DatabaseMemory,
  DatabaseSnapshots,
  JetStreamLog,
  LogReader,
  LogVerification,
  projectionReaderships,
  type Commit,
  type DecidingParts,
} from '@jogakbo/vertical/testing';
import { callFrom, inCall } from '@jogakbo/runtime';
import { counterDecider, CountUp, tally, tallyTable } from './counting.ts';
import { Attacker, damages, type Damaged, type Victim } from './damage.ts';
import { groundFor, type Ground } from './ground.ts';

const SEED = 20_261_122;
const COUNTERS = Array.from({ length: 8 }, (_, nth) => `counter-${nth}`);
const DECISIONS = 120;
const DAMAGES = 50;
const subjectOf = (counterId: string) => `counting.log.counter.${counterId}`;
const everything = 'counting.log.>';

let ground: Ground;
let log: JetStreamLog;
let attacker: Attacker;
let verification: LogVerification;
/** The log as it was written. */
let written: Commit[];
let chance: Victim['chance'];

const counters = (parts: Partial<DecidingParts> = {}) =>
  new AggregateStreams(counterDecider, {
    ...{ log, snapshots: new DatabaseSnapshots(ground.database), now: () => new Date(), newId: randomUUID, random: Math.random },
    ...parts,
  });
const up = (counterId: string, by = 1) => CountUp({ counterId, by });
const findings = async () => (await verification.verify()).findings;
const commitsNow = async () => {
  const commits: Commit[] = [];
  for await (const commit of log.walk(DECISIONS)) commits.push(commit);
  return commits;
};
const victim = (counterId: string): Victim => ({
  log: written,
  places: written.flatMap(({ subject }, place) => (subject === subjectOf(counterId) ? [place] : [])),
  chance,
});

beforeAll(async () => {
  ground = await groundFor('counting');
  log = new JetStreamLog('counting', ground);
  attacker = new Attacker('counting', await ground.another('administrator'), ground);
  const verified = {
    vertical: 'counting',
    keepsLog: true,
    aggregates: ['counter'],
    reads: ['counting'],
    stop: new AbortController().signal,
  };
  verification = new LogVerification(verified, log, new DatabaseMemory(ground.database));
  chance = seeded(SEED);
  await ground.database.query(tallyTable);
  const streams = counters();
  for (let nth = 0; nth < DECISIONS; nth += 1) {
    const counterId = COUNTERS[nth % COUNTERS.length]!;
    await streams.decide(up(counterId, 1 + chance(3)));
  }
  written = await commitsNow();
  await read(() => seen(DECISIONS));
});
afterAll(() => ground?.stop());

/** The same numbers in each run (mulberry32). */
function seeded(seed: number): Victim['chance'] {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Does something while the projection is read for. */
async function read(work: (reader: LogReader) => Promise<unknown>) {
  const [readership] = projectionReaderships([tally], ground.database);
  const reader = new LogReader(readership!, ground);
  reader.start();
  try {
    await work(reader);
  } finally {
    await reader.stop();
  }
}
const seen = (position: number) =>
  inCall(
    callFrom((name) => (name === headerNames.after ? `counting:${position}` : undefined), 20_000),
    () => new Checkpoints(ground.database, [tally]).seen(),
  );

const isNamed = (found: readonly Finding[], subject: string, { named, at }: Omit<Damaged, 'commits'>) =>
  found.some((finding) => finding.subject === subject && named.test(finding.what) && (at ?? finding.position) === finding.position);

describe('A log', () => {
  it('that nobody touched has nothing wrong with it', async () => {
    expect(await verification.verify()).toEqual({
      vertical: 'counting',
      log: { commits: DECISIONS, streams: COUNTERS.length },
      findings: [],
      total: 0,
    });
  });

  it(`that was damaged is found to be, each of ${DAMAGES} times, and the damage is named`, async () => {
    const ways = Object.entries(damages);
    const missed: string[] = [];
    for (let nth = 0; nth < DAMAGES; nth += 1) {
      const [way, damage] = ways[nth % ways.length]!;
      const counterId = COUNTERS[chance(COUNTERS.length)]!;
      const damaged = damage(victim(counterId));
      await attacker.rewrite(damaged.commits);
      const found = await findings();
      const subject = damaged.at === undefined ? everything : subjectOf(counterId);
      if (!isNamed(found, subject, damaged)) missed.push(`${way}, ${counterId}: ${JSON.stringify(found)}`);
    }
    expect(missed).toEqual([]);
  }, 240_000);

  it('that was deleted is missed', async () => {
    await attacker.destroy();
    const found = await findings();
    expect(found[0]).toEqual({ subject: everything, position: 0, what: 'The log is not there.' });
    expect(isNamed(found, everything, { named: /tally has read up to here and the log ends at 0/ })).toBe(true);
  });

  it('that was made anew with another history is known by what the database has seen', async () => {
    await attacker.rewrite([]);
    const forging = counters({ snapshots: undefined });
    for (let nth = 0; nth < DECISIONS; nth += 1) await forging.decide(up(COUNTERS[nth % COUNTERS.length]!));
    const found = await findings();
    for (const counterId of COUNTERS)
      expect(isNamed(found, subjectOf(counterId), { named: /The snapshot has seen another commit here/ })).toBe(true);
  });

  it('that was made anew to the letter is known by its age', async () => {
    await attacker.rewrite([]);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await counters({ now: () => hourAgo }).decide(up('old'));
    expect(isNamed(await findings(), everything, { named: /the log was made anew/ })).toBe(true);
  });
});

describe('Nobody reads on over damage', () => {
  it.each([
    ['deletes the log and makes it anew', 'with', /ends before its snapshot/],
    ['edits a commit', 'without', /was changed/],
    ['takes a commit out', 'without', /does not follow/],
    ['swaps two commits', 'without', /does not follow/],
  ])('when somebody %s: no decision is made %s a snapshot', async (way, snapshot, told) => {
    await attacker.rewrite(damages[way]!(victim('counter-1')).commits);
    if (snapshot === 'without') await ground.database.query('truncate snapshot');
    await expect(counters().decide(up('counter-1'))).rejects.toThrow(told);
  });

  it('when somebody cuts the end off: no view is written', async () => {
    await attacker.rewrite(damages['cuts the end off']!(victim('counter-1')).commits);
    await read((reader) => expect.poll(() => reader.problem(), { timeout: 20_000 }).toMatch(/ends at \d+, before the checkpoint/));
  });
});
