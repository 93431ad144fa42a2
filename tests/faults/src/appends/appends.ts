import { setTimeout as wait } from 'node:timers/promises';
import { brokenGround, type BrokenGround } from '../broken-ground.ts';
import { differences, faultsOf } from './audit.ts';
import { Contest } from './contest.ts';
import { leaderOf, replicasOf } from './replicas.ts';

/** What writers go through. */
export interface Trial {
  /** NATS servers; the log is on all of them. */
  readonly brokers: number;
  /** How often all writers append on the same expectation. */
  readonly rounds: number;
  /** How often the server that leads the log is killed meanwhile. */
  readonly kills: number;
}

/** What a trial found; without faults all promises held. */
export interface Outcome {
  readonly acknowledged: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly seconds: number;
  /** Milliseconds in which nobody won, at most. */
  readonly longestSilence: number;
  readonly killed: readonly string[];
  readonly faults: readonly string[];
}

const WRITERS = 8;
const STREAMS = 16;
/** A killed leader stays away until this many rounds were won without him. */
const WITHOUT = 100;

/** Eight writers, each on a connection of its own, append to the same streams on the same expectations; then every server's log is read. */
export async function contendedAppends({ brokers, rounds, kills }: Trial): Promise<Outcome> {
  const ground = await brokenGround('contested', brokers);
  try {
    const contest = new Contest(ground.vertical, await Promise.all(Array.from({ length: WRITERS }, ground.log)));
    const begun = performance.now();
    const over = new AbortController();
    const played = contest.play(rounds, STREAMS).finally(() => over.abort());
    const [killed] = await Promise.all([killLeaders(ground, { contest, rounds, kills, over: over.signal }), played]);
    const seconds = (performance.now() - begun) / 1000;
    const replicas = await replicasOf(ground);
    const inTheLog = [...replicas].flatMap(([name, commits]) =>
      faultsOf(commits, contest.acknowledged).map((fault) => `${name}: ${fault}`),
    );
    const { acknowledged, refused, unanswered, longestSilence } = contest;
    const faults = [...contest.faults, ...inTheLog, ...differences(replicas)];
    return { acknowledged: acknowledged.length, refused, unanswered, seconds, longestSilence, killed, faults };
  } finally {
    await ground.stop();
  }
}

interface Killing {
  readonly contest: Contest;
  readonly rounds: number;
  readonly kills: number;
  readonly over: AbortSignal;
}

/** Kills the leader at even distances, and starts him again when enough was won without him; answers who it was. */
async function killLeaders(ground: BrokenGround, { contest, rounds, kills, over }: Killing): Promise<string[]> {
  const killed: string[] = [];
  const won = async (count: number) => {
    while (!over.aborted && contest.acknowledged.length < count) await wait(5);
    return contest.acknowledged.length >= count;
  };
  for (let kill = 1; kill <= kills && (await won((rounds * kill) / (kills + 1))); kill += 1) {
    const leader = await leaderOf(ground);
    await ground.brokers.kill(leader);
    killed.push(leader);
    await won(contest.acknowledged.length + WITHOUT);
    await ground.brokers.start(leader);
  }
  return killed;
}
