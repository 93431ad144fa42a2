import { setTimeout as wait } from 'node:timers/promises';
import { contracts, LIMIT } from '@jogakbo/promises/ordering';
import type { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { faultsOf } from './audit.ts';
import { diceOf, oneOf } from './random.ts';
import { startBreakableShop, type BreakableShop } from './shop.ts';

/** What a shop goes through. */
export interface CrashTrial {
  /** How often something is broken while orders come in. */
  readonly rounds: number;
  readonly seed: number;
}

/** What was done to it, and what was found afterwards; without faults all promises held. */
export interface CrashOutcome {
  readonly seed: number;
  readonly orders: number;
  readonly broken: Readonly<Record<string, number>>;
  /** Seconds from the last breakage until everything had ended. */
  readonly settledAfter: number;
  readonly faults: readonly string[];
}

const CUSTOMERS = 6;
const SETTLING = 120_000;

/** Customers order while replicas and servers are killed at random points; then every promise is held against the logs. */
export async function crashes({ rounds, seed }: CrashTrial): Promise<CrashOutcome> {
  const shop = await startBreakableShop();
  try {
    const dice = diceOf(seed);
    const closing = new AbortController();
    const accepted = new Set<string>();
    const customers = Array.from({ length: CUSTOMERS }, (_, customer) =>
      order(shop.verticals, `c${customer}`, { dice, accepted, closed: closing.signal }),
    );
    await until(() => accepted.size >= CUSTOMERS);
    const broken: Record<string, number> = {};
    for (let round = 0; round < rounds; round += 1) {
      const what = await breakSomething(shop, dice);
      broken[what] = (broken[what] ?? 0) + 1;
      await wait(100 + dice() * 500);
    }
    closing.abort();
    await Promise.all(customers);
    const begun = performance.now();
    const unsettled = await settle(shop.verticals, accepted);
    const settledAfter = (performance.now() - begun) / 1000;
    const faults = [...unsettled, ...(await faultsOf(shop.verticals, [...accepted]))];
    return { seed, orders: accepted.size, broken, settledAfter, faults };
  } finally {
    await shop.stop();
  }
}

async function breakSomething({ crew, servers }: BreakableShop, dice: () => number): Promise<string> {
  const fall = dice();
  if (fall < 0.06) return (servers.kill('nats'), 'nats');
  if (fall < 0.12) return (servers.kill('postgres'), 'postgres');
  const instance = oneOf(dice, crew.instances);
  if (!instance) return 'nothing';
  if (fall < 0.25) {
    void crew.pause(instance, 1000 + dice() * 3000);
    return 'paused';
  }
  crew.kill(instance);
  return 'replica';
}

interface Shopping {
  readonly dice: () => number;
  readonly accepted: Set<string>;
  readonly closed: AbortSignal;
}

/** Orders one thing after the other; asks for the same order again until it is accepted, as a browser would. */
async function order(verticals: VerticalsUnderTest, customer: string, { dice, accepted, closed }: Shopping) {
  for (let nth = 1; !closed.aborted; nth += 1) {
    const orderId = `${customer}-${nth}`;
    const asked = { orderId, sku: dice() < 0.1 ? 'sold-out' : 'red', amount: dice() < 0.1 ? LIMIT + 1 : 10 };
    for (;;) {
      try {
        await verticals.ask('ordering', contracts.PlaceOrder(asked), 1000);
        break;
      } catch {
        await wait(50);
      }
    }
    accepted.add(orderId);
    await wait(dice() * 100);
  }
}

/** Waits until every saga and gathering has ended, and the view has seen it; says what has not. */
async function settle(verticals: VerticalsUnderTest, accepted: ReadonlySet<string>): Promise<string[]> {
  const database = verticals.database('ordering');
  const open = async () => {
    const [ended] = await database.query<{ processes: number; decided: number; picked: number }>(
      `select (select count(*)::int from process where status in ('completed', 'failed', 'expired')) as processes,
              (select count(*)::int from order_tally where confirmed + rejected > 0 and ready + escalated > 0) as decided`,
    );
    return { processes: 2 * accepted.size - ended!.processes, orders: accepted.size - ended!.decided };
  };
  let left = { processes: -1, orders: -1 };
  for (const deadline = performance.now() + SETTLING; performance.now() < deadline; await wait(100)) {
    left = await open().catch(() => left);
    if (left.processes === 0 && left.orders === 0) return [];
  }
  return [`after ${SETTLING / 1000} s ${left.processes} sagas and gatherings have not ended, and ${left.orders} orders are undecided`];
}

async function until(holds: () => boolean) {
  while (!holds()) await wait(20);
}
