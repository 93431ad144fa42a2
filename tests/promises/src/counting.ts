import { z } from 'zod';
import { contract, type Event } from '@jogakbo/contract';
import { decider, projection, reject, table } from '@jogakbo/domain';

/** A small vertical to hold the platform's promises against: counters that go up. */
const counting = contract('counting');
const counter = counting.aggregate('counter', 'counterId');

export const Counted = counter.event('Counted', 'A counter went up by one.', { counterId: z.string(), nth: z.number().int() });

export const CountUp = counting.command('CountUp', 'Makes a counter go up.', {
  counterId: z.string(),
  by: z.number().int().positive().default(1),
});

const CounterReset = counter.event('CounterReset', 'A counter begins anew.', { counterId: z.string() });
export const ResetCounter = counting.command('ResetCounter', 'Lets a counter begin anew.', { counterId: z.string() });

/** Where counters end. */
export const LIMIT = 1000;

export const counterDecider = decider('counter', {
  initialState: (): { readonly value: number } => ({ value: 0 }),
  commands: { CountUp, ResetCounter },
  events: { Counted, CounterReset },
  decide: {
    CountUp: ({ counterId, by }, { value }) =>
      value + by > LIMIT
        ? reject('CounterIsAtItsEnd')
        : Array.from({ length: by }, (_, more) => Counted({ counterId, nth: value + more + 1 })),
    ResetCounter: ({ counterId }, { value }) => (value === 0 ? [] : CounterReset({ counterId })),
  },
  evolve: { Counted: (_, { nth }) => ({ value: nth }), CounterReset: () => ({ value: 0 }) },
  snapshot: { version: 1, every: 10 },
});

/** How often each counter went up, and in which order: any event lost, doubled or out of order shows. */
export interface Tally {
  readonly counterId: string;
  readonly times: number;
  readonly inOrder: boolean;
  readonly last: number;
}

export const tally = projection('tally', {
  into: table<Tally>('tally', 'counterId'),
  from: { Counted },
  on: {
    Counted: ({ counterId, nth }, row) => {
      if (nth < 0) throw new Error('a counter never goes below zero');
      return { counterId, times: (row?.times ?? 0) + 1, inOrder: (row?.inOrder ?? true) && nth === (row?.times ?? 0) + 1, last: nth };
    },
  },
});

export const counted = (counterId: string, nth: number): Event<'Counted', { counterId: string; nth: number }> =>
  Counted({ counterId, nth });

/** A number that the fold takes and the table doesn't. */
export const REFUSED = 999_999;

export const tallyTable = `create table if not exists tally (
  counter_id text primary key, times integer not null, in_order boolean not null, last integer not null check (last <> ${REFUSED})
)`;

/** How far each counter went. */
export const highest = projection('highest', {
  into: table<{ readonly counterId: string; readonly highest: number }>('highest', 'counterId'),
  from: { Counted },
  on: { Counted: ({ counterId, nth }, row) => ({ counterId, highest: Math.max(nth, row?.highest ?? 0) }) },
});

export const highestTable = `create table if not exists highest (counter_id text primary key, highest integer not null)`;
