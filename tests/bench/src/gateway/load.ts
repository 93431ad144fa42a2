import { setTimeout as wait } from 'node:timers/promises';

type Call = () => Promise<void>;

/** Calls that finished per second, with so many under way all the time. */
export async function throughput(call: Call, { underWay, seconds }: { underWay: number; seconds: number }): Promise<number> {
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let finished = 0;
  const keepAsking = async () => {
    while (performance.now() < until) {
      await call();
      finished += 1;
    }
  };
  await Promise.all(Array.from({ length: underWay }, keepAsking));
  return finished / ((performance.now() - begun) / 1000);
}

/** When calls come: so many a second, for so long or until somebody ends it. */
export interface Arrivals {
  readonly rate: number;
  readonly seconds: number;
  readonly end?: AbortSignal;
}

/**
 * Milliseconds that each call took when they come at a rate of their own, whether or not earlier ones have finished.
 *
 * @remarks Counted from the moment at which a call was due, so that a stall shows in all the calls that it held up.
 */
export async function latencies(call: Call, { rate, seconds, end }: Arrivals): Promise<number[]> {
  const begun = performance.now();
  const took: number[] = [];
  const calls: Promise<void>[] = [];
  const ask = async (due: number) => {
    await call();
    took.push(performance.now() - due);
  };
  for (let next = 0; next < rate * seconds && !end?.aborted;) {
    const due = begun + (next * 1000) / rate;
    if (performance.now() < due) {
      await wait(1);
      continue;
    }
    calls.push(ask(due));
    next += 1;
  }
  await Promise.all(calls);
  return took;
}
