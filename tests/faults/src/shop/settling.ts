import { setTimeout as wait } from 'node:timers/promises';
import type { VerticalsUnderTest } from '@jogakbo/testing/verticals';

const SETTLING = 120_000;

/** What there was to say when a shop had come to rest, or didn't. */
export interface Rest {
  readonly seconds: number;
  readonly faults: readonly string[];
}

/** Waits until every saga and gathering has ended, and the view has seen it; says what has not. */
export async function settled(verticals: VerticalsUnderTest, accepted: ReadonlySet<string>): Promise<Rest> {
  const begun = performance.now();
  const database = verticals.database('ordering');
  const open = async () => {
    const [ended] = await database.query<{ processes: number; decided: number }>(
      `select (select count(*)::int from process where status in ('completed', 'failed', 'expired')) as processes,
              (select count(*)::int from order_tally where confirmed + rejected > 0 and ready + escalated > 0) as decided`,
    );
    return { processes: 2 * accepted.size - ended!.processes, orders: accepted.size - ended!.decided };
  };
  const seconds = () => (performance.now() - begun) / 1000;
  let left = { processes: -1, orders: -1 };
  for (; seconds() < SETTLING / 1000; await wait(100)) {
    left = await open().catch(() => left);
    if (left.processes === 0 && left.orders === 0) return { seconds: seconds(), faults: [] };
  }
  const fault = `after ${SETTLING / 1000} s ${left.processes} sagas and gatherings have not ended, and ${left.orders} orders are undecided`;
  return { seconds: seconds(), faults: [fault] };
}
