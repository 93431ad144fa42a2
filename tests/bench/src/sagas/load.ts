import { randomUUID } from 'node:crypto';
import type { Conducting, Order } from './contender.ts';
import { usageOf } from './machine.ts';

/** How many sagas ended in a second, how long each took, and what they cost. */
export interface Outcome {
  readonly perSecond: number;
  /** Milliseconds, from the request to the moment at which the customer knows. */
  readonly times: readonly number[];
  readonly processorSeconds: number;
  /** Resident memory in bytes at the end. */
  readonly resident: number;
}

const DECLINED = 10;

/** Every tenth order costs too much. */
const orderOf = (nth: number): Order => ({ orderId: randomUUID(), amount: nth % DECLINED === 0 ? 1000 : 10 });

/** Conducts sagas, so many under way at any time, until so many have ended. */
export async function conduct({ order, processes }: Conducting, sagas: number, atOnce: number): Promise<Outcome> {
  const times: number[] = [];
  const endings = { confirmed: 0, rejected: 0 };
  let next = 0;
  const customer = async () => {
    while (next < sagas) {
      const wanted = orderOf((next += 1));
      const begun = performance.now();
      endings[await order(wanted)] += 1;
      times.push(performance.now() - begun);
    }
  };
  const before = usageOf(processes);
  const begun = performance.now();
  await Promise.all(Array.from({ length: Math.min(atOnce, sagas) }, customer));
  const seconds = (performance.now() - begun) / 1000;
  const after = usageOf(processes);
  if (endings.rejected !== Math.floor(sagas / DECLINED)) throw new Error(`${endings.rejected} of ${sagas} orders were rejected.`);
  return {
    perSecond: sagas / seconds,
    times,
    processorSeconds: (after.processorSeconds - before.processorSeconds) / sagas,
    resident: after.resident,
  };
}
