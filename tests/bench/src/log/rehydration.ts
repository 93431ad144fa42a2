import type { Snapshots } from '@jogakbo/vertical/testing';
import { counterOf } from './counter.ts';
import type { MeasuredLog } from './ground.ts';

/** Aggregates of which times are taken, and the events that each has. */
const SAMPLED = 1000;
const EVENTS = 30;
/** Long ones, and a few events more than their last snapshot has. */
const LONG = 5;
const LONG_EVENTS = 10_050;
/** What others have, who are only there: one commit of as many events. */
const FEW_EVENTS = 3;
const AT_ONCE = 256;

/** Aggregates that a process with nothing in its memory is asked for. */
export interface Aggregates {
  /** Milliseconds until a new process has decided something on one of them, each time on another one. */
  readonly times: (samples: number) => Promise<number[]>;
}

/** Makes aggregates of 30 events, a commit each, and others beside them. */
export async function shortOnes(vertical: string, { log }: MeasuredLog, others: number): Promise<Aggregates> {
  const { CountUp, streams } = counterOf(vertical);
  const counters = streams(log);
  await sideBySide(SAMPLED, async (index) => {
    for (let event = 0; event < EVENTS; event += 1) await counters.decide(CountUp({ counterId: `short-${index}`, by: 1 }));
  });
  await sideBySide(others, async (index) => {
    await counters.decide(CountUp({ counterId: `other-${index}`, by: FEW_EVENTS }));
  });
  let next = 0;
  const one = () => `short-${(next += 7919) % SAMPLED}`;
  return { times: (samples) => timesOf(samples, (counterId) => streams(log).decide(CountUp({ counterId, by: 0 })), one) };
}

/** Makes aggregates of 10,050 events, a commit each, with a snapshot after every hundred. */
export async function longOnes(vertical: string, { log }: MeasuredLog, snapshots: Snapshots): Promise<Aggregates> {
  const { CountUp, streams } = counterOf(vertical);
  const counters = streams(log, snapshots);
  await sideBySide(LONG, async (index) => {
    for (let event = 0; event < LONG_EVENTS; event += 1) await counters.decide(CountUp({ counterId: `long-${index}`, by: 1 }));
  });
  let next = 0;
  const one = () => `long-${(next += 1) % LONG}`;
  return { times: (samples) => timesOf(samples, (counterId) => streams(log, snapshots).decide(CountUp({ counterId, by: 0 })), one) };
}

/** A decision that changes nothing: the stream is read, and the log's leader is asked whether that was all. */
async function timesOf(samples: number, decide: (counterId: string) => Promise<unknown>, one: () => string): Promise<number[]> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const counterId = one();
    const begun = performance.now();
    await decide(counterId);
    times.push(performance.now() - begun);
  }
  return times;
}

async function sideBySide(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(count, AT_ONCE) }, worker));
}
