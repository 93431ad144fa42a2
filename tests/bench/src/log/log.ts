import { DatabaseSnapshots } from '@jogakbo/vertical/testing';
import { ms, times, whole, type Findings, type Verdict } from '../report.ts';
import { settings } from '../shop.ts';
import { median, quantile } from '../statistics.ts';
import { appendingTo, AT_ONCE, deciding, publishing, rateOf, type Appending } from './appends.ts';
import { openLogGround, type LogGround } from './ground.ts';
import { installPeer, notSynced, openPeer, type Peer } from './peer.ts';
import { longOnes, shortOnes, type Aggregates } from './rehydration.ts';

const APPENDS = Number(process.env['APPENDS'] ?? 6400);
const SAMPLES = Number(process.env['SAMPLES'] ?? 300);
/** Aggregates beside the thousand that are read, in the log of the many. */
const OTHERS = Number(process.env['OTHERS'] ?? 99_000);

/** Who appends, by what is promised when it is told: ours, the broker alone, and the peer. */
type Appenders = Readonly<Record<'ours' | 'raw' | 'peer' | 'oursRelaxed' | 'rawRelaxed' | 'peerRelaxed', Appending>>;
/** What is read by a process that knows nothing yet. */
type Readable = Readonly<Record<'few' | 'many' | 'long', Aggregates>>;

interface Round {
  readonly rates: Readonly<Record<keyof Appenders, number>>;
  readonly times: Readonly<Record<keyof Readable, readonly number[]>>;
}

/** The log beside the broker alone, beside a peer, and when it has much. */
export async function measureLog(runs: number): Promise<Findings> {
  const { state } = settings();
  const folder = installPeer(state);
  const ground = await openLogGround(state, ['appends', 'few', 'many']);
  const peers: Peer[] = [];
  try {
    for (const url of [ground.databaseUrl, notSynced(ground.databaseUrl)]) peers.push(await openPeer(folder, url));
    const appenders = await appendersOn(ground, peers);
    console.log('· filling the logs …');
    const readable = await readableOn(ground);
    const rounds: Round[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const round = await measured(appenders, readable, run);
      if (run > 0) rounds.push(round);
      console.log(run === 0 ? '· warmed up' : `· run ${run}: ${whole(round.rates.ours)} decisions a second`);
    }
    return findingsOf(rounds);
  } finally {
    for (const peer of peers) await peer.close();
    await ground.stop();
  }
}

async function appendersOn({ durable, relaxed }: LogGround, [peer, peerRelaxed]: Peer[]): Promise<Appenders> {
  const [synced, notYet] = [await durable('appends'), await relaxed('appends')];
  return {
    ours: deciding('appends', synced),
    raw: publishing('appends', synced),
    peer: appendingTo(peer!),
    oursRelaxed: deciding('appends', notYet),
    rawRelaxed: publishing('appends', notYet),
    peerRelaxed: appendingTo(peerRelaxed!),
  };
}

async function readableOn({ durable, database }: LogGround): Promise<Readable> {
  const few = await durable('few');
  return {
    few: await shortOnes('few', few, 0),
    many: await shortOnes('many', await durable('many'), OTHERS),
    long: await longOnes('appends', await durable('appends'), new DatabaseSnapshots(database)),
  };
}

/** One round: all take turns, in an order that changes. */
async function measured(appenders: Appenders, readable: Readable, run: number): Promise<Round> {
  const rates: Partial<Record<keyof Appenders, number>> = {};
  for (const name of turned(Object.keys(appenders) as (keyof Appenders)[], run)) rates[name] = await rateOf(appenders[name], APPENDS);
  const found: Partial<Record<keyof Readable, readonly number[]>> = {};
  for (const name of turned(Object.keys(readable) as (keyof Readable)[], run)) found[name] = await readable[name].times(SAMPLES);
  return { rates: rates as Round['rates'], times: found as Round['times'] };
}

const turned = <T>(all: readonly T[], by: number): T[] => [...all.slice(by % all.length), ...all.slice(0, by % all.length)];

function findingsOf(rounds: readonly Round[]): Findings {
  const rate = (name: keyof Appenders) => median(rounds.map(({ rates }) => rates[name]));
  const ratio = (one: keyof Appenders, other: keyof Appenders) => median(rounds.map(({ rates }) => rates[one] / rates[other]));
  const time = (name: keyof Readable, share: number) =>
    quantile(
      rounds.flatMap((round) => round.times[name]),
      share,
    );
  const append = (appends: string, synced: keyof Appenders, relaxed: keyof Appenders) => ({
    what: appends,
    'synced/s': whole(rate(synced)),
    'not yet synced/s': whole(rate(relaxed)),
  });
  const read = (reads: string, name: keyof Readable) => ({ what: reads, p50: ms(time(name, 0.5)), p99: ms(time(name, 0.99)) });
  return {
    name: 'log',
    method: `appends: ${whole(APPENDS)} at ${AT_ONCE} under way, one event each, every one checked, medians of ${rounds.length} runs; synced: acknowledged means on disk (NATS sync_interval always, PostgreSQL synchronous_commit on), not yet synced: NATS every 2 minutes, PostgreSQL synchronous_commit off; reads: a decision by a process that knows nothing yet, one at a time, ${whole(SAMPLES * rounds.length)} of each`,
    table: [
      append('append: a decision', 'ours', 'oursRelaxed'),
      append('append: JetStream alone', 'raw', 'rawRelaxed'),
      append('append: Emmett on PostgreSQL', 'peer', 'peerRelaxed'),
      read('read: 30 events, 1,000 aggregates', 'few'),
      read(`read: 30 events, ${whole(OTHERS + 1000)} aggregates`, 'many'),
      read('read: 10,050 events, with snapshot', 'long'),
    ],
    verdicts: verdictsOf(ratio, time),
    figures: rounds.map(({ rates, times: found }) => ({
      rates,
      reads: Object.fromEntries(Object.entries(found).map(([name, all]) => [name, { p50: median(all), p99: quantile(all, 0.99) }])),
    })),
  };
}

type Ratio = (one: keyof Appenders, other: keyof Appenders) => number;
type Time = (name: keyof Readable, share: number) => number;

function verdictsOf(ratio: Ratio, time: Time): Verdict[] {
  const atLeast = (figure: string, measuredRatio: number, target: number) => ({
    figure,
    measured: times(measuredRatio),
    target: `≥ ${target} ×`,
    kept: measuredRatio >= target,
  });
  const within = (figure: string, name: keyof Readable, target: number) => ({
    figure,
    measured: ms(time(name, 0.99)),
    target: `≤ ${target} ms`,
    kept: time(name, 0.99) <= target,
  });
  return [
    atLeast('a decision against JetStream alone, synced', ratio('ours', 'raw'), 0.8),
    atLeast('a decision against an append of Emmett, both synced', ratio('ours', 'peer'), 1.5),
    atLeast('a decision against an append of Emmett, neither synced', ratio('oursRelaxed', 'peerRelaxed'), 5),
    within('30 events read anew, p99', 'few', 20),
    within('30 events among 100,000 aggregates, p99', 'many', 20),
    within('10,000 events with a snapshot, p99', 'long', 15),
  ];
}
