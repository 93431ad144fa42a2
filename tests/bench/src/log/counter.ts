import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider } from '@jogakbo/domain';
import { AggregateStreams } from '@jogakbo/vertical';
import type { CommitLog, Snapshots } from '@jogakbo/vertical/testing';

/** Counters of one vertical: an aggregate as small as can be, so that the log is measured and not a domain. */
export function counterOf(vertical: string) {
  const counting = contract(vertical);
  const counter = counting.aggregate('counter', 'counterId');
  const Counted = counter.event('Counted', 'A counter went up by one.', { counterId: z.string(), nth: z.number().int() });
  const CountUp = counting.command('CountUp', 'Makes a counter go up; by nothing, nothing happens.', {
    counterId: z.string(),
    by: z.number().int(),
  });
  const definition = decider('counter', {
    initialState: (): { readonly value: number } => ({ value: 0 }),
    commands: { CountUp },
    events: { Counted },
    decide: {
      CountUp: ({ counterId, by }, { value }) => Array.from({ length: by }, (_, more) => Counted({ counterId, nth: value + more + 1 })),
    },
    evolve: { Counted: (_, { nth }) => ({ value: nth }) },
    snapshot: { version: 1, every: 100 },
  });
  /** The streams as a process has them that has just begun; snapshots are kept where a place for them is given. */
  const streams = (log: CommitLog, snapshots?: Snapshots) =>
    new AggregateStreams(definition, { log, snapshots, now: () => new Date(), newId: randomUUID, random: Math.random });
  return { CountUp, streams };
}
