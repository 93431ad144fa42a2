import { rmSync } from 'node:fs';
import path from 'node:path';
import { ms, whole, type Findings, type Verdict } from '../report.ts';
import { settings } from '../shop.ts';
import { median, quantile } from '../statistics.ts';
import type { Contender } from './contender.ts';
import { openSagaGround } from './ground.ts';
import { growing, type Stage } from './growth.ts';
import { conduct, type Outcome } from './load.ts';
import { buildParticipant, ours } from './ours.ts';
import { dbos } from './peers/dbos.ts';
import { installPeers } from './peers/install.ts';
import { restate } from './peers/restate.ts';

const SAGAS = Number(process.env['SAGAS'] ?? 2000);
const SINGLE = Number(process.env['SINGLE'] ?? 100);
const AT_ONCE = 64;
const SINGLE_TARGET = 25;
/** Those who are measured, by name; all unless told. */
const ONLY = process.env['ONLY']?.split(',');

/** What one contender did in one round. */
interface Turn {
  readonly many: Outcome;
  readonly single: Outcome;
}
type Turns = Readonly<Record<string, readonly Turn[]>>;

/** The same saga, conducted by our platform and by its peers on the same servers; then what ours costs as it has more to do. */
export async function measureSagas(runs: number): Promise<Findings> {
  const { state } = settings();
  const program = await buildParticipant(path.join(state, 'sagas-program'));
  const turns = await measuredTogether(state, program, runs);
  const stages = await growing(state, program);
  rmSync(path.dirname(path.dirname(program)), { recursive: true, force: true });
  return findingsOf(turns, stages);
}

async function measuredTogether(state: string, program: string, runs: number) {
  const peers = installPeers(state);
  const ground = await openSagaGround(state, 'sagas');
  try {
    const place = { ground, program };
    const all = [
      ours('ours in one process', [['ordering', 'inventory', 'payment']], place),
      ours('ours in three processes', [['ordering'], ['inventory'], ['payment']], place),
      dbos(ground, peers),
      restate(ground, peers),
    ].filter(({ name }) => !ONLY || ONLY.includes(name));
    const turns = Object.fromEntries(all.map(({ name }) => [name, [] as Turn[]]));
    for (let run = 0; run <= runs; run += 1)
      for (const contender of turned(all, run)) {
        const turn = await turnOf(contender, run);
        if (run > 0) turns[contender.name]!.push(turn);
      }
    return { all, turns };
  } finally {
    await ground.stop();
  }
}

/** One turn: its processes begin, warm up, and have the machine for themselves. */
async function turnOf(contender: Contender, run: number): Promise<Turn> {
  const conducting = await contender.open();
  try {
    await conduct(conducting, SAGAS / 4, AT_ONCE);
    const many = await conduct(conducting, SAGAS, AT_ONCE);
    const single = await conduct(conducting, SINGLE, 1);
    console.log(`· run ${run}: ${contender.name} ${whole(many.perSecond)}/s, one alone ${ms(median(single.times))}`);
    return { many, single };
  } finally {
    await conducting.close();
  }
}

const turned = <T>(all: readonly T[], by: number): T[] => [...all.slice(by % all.length), ...all.slice(0, by % all.length)];

function findingsOf({ all, turns }: { all: readonly Contender[]; turns: Turns }, stages: readonly Stage[]): Findings {
  const middle = (name: string, figure: (turn: Turn) => number) => median(turns[name]!.map(figure));
  const summaries = all.map(({ name, durability }) => ({
    ...{ name, durability },
    perSecond: middle(name, ({ many }) => many.perSecond),
    p50: middle(name, ({ many }) => median(many.times)),
    p99: middle(name, ({ many }) => quantile(many.times, 0.99)),
    alone: middle(name, ({ single }) => median(single.times)),
    processor: middle(name, ({ many }) => many.processorSeconds),
  }));
  const runs = Math.max(...Object.values(turns).map(({ length }) => length));
  return {
    name: 'sagas',
    method: `an order is reserved, charged and confirmed, every tenth is declined and undone; from the request until the client knows; ${whole(SAGAS)} with ${AT_ONCE} under way and ${SINGLE} one at a time, medians of ${runs} runs, all on the same disk; then what ours in one process does as it has more behind it and before it`,
    table: [
      ...summaries.map(({ name, durability, perSecond, p50, p99, alone, processor }) => ({
        ...{ what: name, '/s': whole(perSecond), p50: ms(p50), p99: ms(p99), 'one alone': ms(alone) },
        ...{ 'processor a saga': ms(processor * 1000), 'done means': durability },
      })),
      ...stages.map(({ what, outcome }) => ({
        ...{ what, '/s': whole(outcome.perSecond), p50: ms(median(outcome.times)), p99: ms(quantile(outcome.times, 0.99)) },
        ...{ 'processor a saga': ms(outcome.processorSeconds * 1000), memory: `${whole(outcome.resident / 2 ** 20)} MiB` },
      })),
    ],
    verdicts: verdictsOf(summaries),
    figures: {
      rounds: Object.fromEntries(Object.entries(turns).map(([name, all]) => [name, all.map(shortOf)])),
      growth: stages.map(({ what, outcome }) => ({ what, ...outcomeOf(outcome) })),
    },
  };
}

const outcomeOf = ({ times, ...outcome }: Outcome) => ({ ...outcome, p50: median(times), p99: quantile(times, 0.99) });
const shortOf = ({ many, single }: Turn) => ({ many: outcomeOf(many), single: outcomeOf(single) });

interface Summary {
  readonly name: string;
  readonly perSecond: number;
  readonly p99: number;
  readonly alone: number;
}

/** Ours against the better of the peers that were measured. */
function verdictsOf(summaries: readonly Summary[]): Verdict[] {
  const peers = summaries.filter(({ name }) => !name.startsWith('ours'));
  const best = peers.toSorted((one, other) => other.perSecond - one.perSecond)[0];
  return summaries
    .filter((summary) => !peers.includes(summary))
    .flatMap(({ name, perSecond, p99, alone }) => [
      ...(best
        ? [
            verdict(`${name}: sagas a second`, whole(perSecond), `≥ ${whole(best.perSecond)}, ${best.name}`, perSecond >= best.perSecond),
            verdict(`${name}: p99 with ${AT_ONCE} under way`, ms(p99), `≤ ${ms(best.p99)}, ${best.name}`, p99 <= best.p99),
          ]
        : []),
      verdict(`${name}: one alone, p50`, ms(alone), `≤ ${SINGLE_TARGET} ms`, alone <= SINGLE_TARGET),
    ]);
}

const verdict = (figure: string, measured: string, target: string, kept: boolean): Verdict => ({ figure, measured, target, kept });
