import { setTimeout as wait } from 'node:timers/promises';
import { faultsOf } from '../shop/audit.ts';
import { Customers } from '../shop/customers.ts';
import { diceOf } from '@jogakbo/testing/dice';
import { settled } from '../shop/settling.ts';
import { startBreakableShop } from '../shop/shop.ts';
import { breakSomething, FARTHEST } from './breakages.ts';

/** What a shop goes through. */
export interface CrashTrial {
  /** How often something is broken while orders come in. */
  readonly rounds: number;
  readonly seed: number;
  /** NATS servers under the shop; of several, the one that leads is killed. */
  readonly brokers?: number;
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

/** Customers order while replicas and servers are killed at random points; then every promise is held against the logs. */
export async function crashes({ rounds, seed, brokers = 1 }: CrashTrial): Promise<CrashOutcome> {
  const shop = await startBreakableShop({ brokers });
  try {
    const dice = diceOf(seed);
    const customers = new Customers(shop.verticals, dice);
    await customers.more();
    const broken: Record<string, number> = {};
    const underWay: Promise<unknown>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { what, over } = breakSomething({ shop, dice, orders: [...customers.accepted] });
      underWay.push(over);
      broken[what] = (broken[what] ?? 0) + 1;
      await wait(100 + dice() * 500);
    }
    await customers.close();
    await Promise.all(underWay);
    // What a clock that was ahead has written down as a deadline passes when its time has come.
    shop.crew.setAllClocks(FARTHEST);
    const { accepted } = customers;
    const rest = await settled(shop.verticals, accepted);
    const faults = [...rest.faults, ...(await faultsOf(shop.verticals, [...accepted]))];
    return { seed, orders: accepted.size, broken, settledAfter: rest.seconds, faults };
  } finally {
    await shop.stop();
  }
}
