import { diceOf } from '@jogakbo/testing/dice';
import { faultsOf } from '../shop/audit.ts';
import { Customers } from '../shop/customers.ts';
import { settled } from '../shop/settling.ts';
import type { Place } from '../shop/servers.ts';
import { startBreakableShop } from '../shop/shop.ts';
import { allStarted, goThrough, type Course } from './course.ts';
import { usual, type Kind } from './kinds.ts';

/** What a shop goes through. */
export interface OutageTrial {
  /** How long each of them is away. */
  readonly seconds: number;
  /** What is away, one after the other. */
  readonly kinds?: readonly Kind[];
  readonly place?: Place;
}

/** What was away, and what was found; without faults all promises held. */
export interface OutageOutcome {
  readonly orders: number;
  readonly outages: readonly Course[];
  /** How often customers were refused, by what they were told. */
  readonly refused: Readonly<Record<string, number>>;
  readonly longestAnswer: number;
  readonly settledAfter: number;
  readonly faults: readonly string[];
}

/** Milliseconds between two orders of a customer, at most: what is accepted while PostgreSQL is away must be caught up with afterwards. */
const PAUSE = 1000;

/** NATS, PostgreSQL and a replica are away for a while, one after the other, while customers order; nobody starts anything again but what was away. */
export async function outages({ seconds, kinds = usual, place }: OutageTrial): Promise<OutageOutcome> {
  const shop = await startBreakableShop({ place });
  try {
    const customers = new Customers(shop.verticals, diceOf(seconds), PAUSE);
    await customers.more();
    await allStarted(shop);
    const courses: Course[] = [];
    const during: string[] = [];
    for (const kind of kinds) {
      const { course, faults } = await goThrough(kind, { shop, customers, seconds });
      courses.push(course);
      during.push(...faults);
    }
    await customers.close();
    const { accepted, refused, longestAnswer } = customers;
    const rest = await settled(shop.verticals, accepted);
    const ended = shop.crew.ended > 0 ? [`replicas had to be started again ${shop.crew.ended} times`] : [];
    const faults = [...during, ...ended, ...customers.faults(), ...rest.faults, ...(await faultsOf(shop.verticals, [...accepted]))];
    return { orders: accepted.size, outages: courses, refused, longestAnswer, settledAfter: rest.seconds, faults };
  } finally {
    await shop.stop();
  }
}
