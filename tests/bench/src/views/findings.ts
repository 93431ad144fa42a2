import { ms, times, whole, type Findings, type Verdict } from '../report.ts';
import { FLAT, growthOf } from '../resident.ts';
import { median, quantile, spreadOf } from '../statistics.ts';
import type { CatchingUp } from './catching-up.ts';
import type { Lag } from './lag.ts';
import type { Rebuilding } from './rebuild.ts';

/** What was measured of views. */
export interface Measured {
  readonly lag: Lag;
  readonly rebuilding: Rebuilding;
  /** Of histories that grow, and of more and more projections. */
  readonly histories: readonly CatchingUp[];
  readonly many: readonly CatchingUp[];
  /** By name: events a second, in each round, ours first. */
  readonly turns: ReadonlyMap<string, readonly number[]>;
  readonly events: number;
}

export const OURS = 'ours';
const LAG_TARGET = 250;
const RATIO_TARGET = 10;

const mebibytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MiB`;
const most = (resident: readonly number[]) => resident.reduce((one, other) => Math.max(one, other), 0);
/** Memory of the second quarter and of the last one. */
const early = (resident: readonly number[]) => median(resident.slice(Math.ceil(resident.length / 4), 2 * Math.ceil(resident.length / 4)));
const late = (resident: readonly number[]) => median(resident.slice(-Math.ceil(resident.length / 4)));

export function findingsOf({ lag, rebuilding, histories, many, turns, events }: Measured): Findings {
  const stage = (what: string, { moves, projections, seconds, resident }: CatchingUp) => ({
    ...{ what, 'events/s': whole(moves / seconds), 'folds/s': whole((moves * projections) / seconds) },
    memory: mebibytes(most(resident)),
  });
  return {
    name: 'views',
    method: `a view whose rows each need what they were, in a process of its own with a heap of 256 MB; lag: ${whole(lag.sinceDue.length)} events, 500 a second, each synced; rebuild of ${whole(rebuilding.moves)} events while the view is asked 100 times a second; catching up from nothing with ${whole(events)} events beside Emmett's projections into the same PostgreSQL, medians of ${turns.get(OURS)!.length} runs`,
    table: [
      { what: 'lag since an append was due', p50: ms(median(lag.sinceDue)), p99: ms(quantile(lag.sinceDue, 0.99)) },
      { what: 'lag since it was acknowledged', p50: ms(median(lag.sinceAppended)), p99: ms(quantile(lag.sinceAppended, 0.99)) },
      {
        ...{ what: `rebuild of ${whole(rebuilding.moves)} events`, 'events/s': whole(rebuilding.moves / rebuilding.seconds) },
        memory: `${mebibytes(early(rebuilding.resident))} → ${mebibytes(late(rebuilding.resident))}`,
      },
      {
        what: 'a question by key meanwhile',
        ...{ p50: ms(median(rebuilding.questions)), p99: ms(quantile(rebuilding.questions, 0.99)), most: ms(most(rebuilding.questions)) },
      },
      ...[...turns].map(([name, rates]) => ({ what: `catching up: ${name}`, 'events/s': whole(median(rates)) })),
      ...histories.map((history) => stage(`a history of ${whole(history.moves)} events`, history)),
      ...many.map((kept) => stage(`${kept.projections} of ${whole(kept.moves)} events each`, kept)),
    ],
    verdicts: verdictsOf({ lag, rebuilding, turns }),
    figures: {
      lag: { sinceDue: spread(lag.sinceDue), sinceAppended: spread(lag.sinceAppended) },
      rebuild: { ...rebuilding, resident: spread(rebuilding.resident), questions: spread(rebuilding.questions) },
      turns: Object.fromEntries([...turns].map(([name, rates]) => [name, { ...spreadOf(rates), rates }])),
      growth: { histories: histories.map(short), projections: many.map(short) },
    },
  };
}

const spread = (values: readonly number[]) => ({ ...spreadOf(values), p99: quantile(values, 0.99) });
const short = ({ resident, ...rest }: CatchingUp) => ({ ...rest, resident: spreadOf(resident) });

function verdictsOf({ lag, rebuilding, turns }: Pick<Measured, 'lag' | 'rebuilding' | 'turns'>): Verdict[] {
  const p99 = quantile(lag.sinceDue, 0.99);
  const growth = growthOf(rebuilding.resident);
  const peers = [...turns].filter(([name]) => name !== OURS);
  const [best, rates] = peers.toSorted(([, one], [, other]) => median(other) - median(one))[0]!;
  const ratio = median(turns.get(OURS)!.map((rate, run) => rate / rates[run]!));
  return [
    verdict('lag at 500 events a second, p99', ms(p99), `≤ ${LAG_TARGET} ms`, p99 <= LAG_TARGET),
    verdict('questions that a rebuild left without their row', whole(rebuilding.unanswered), '0', rebuilding.unanswered === 0),
    verdict('memory of a rebuild', `${times(growth)} from the second quarter to the last`, `flat: ≤ ${FLAT} ×`, growth <= FLAT),
    verdict(`catching up against ${best}`, times(ratio), `≥ ${RATIO_TARGET} ×`, ratio >= RATIO_TARGET),
  ];
}

const verdict = (figure: string, measured: string, target: string, kept: boolean): Verdict => ({ figure, measured, target, kept });
