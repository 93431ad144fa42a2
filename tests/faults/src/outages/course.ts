import { setTimeout as wait } from 'node:timers/promises';
import type { Customers } from '../shop/customers.ts';
import type { Breakable } from '../shop/breakable.ts';
import type { Kind } from './kinds.ts';

/** Seconds until everybody knows that something is away, and until somebody else goes on in its place. */
const PATIENCE = 30;
/** Seconds more, for each second of the outage, until a new order is decided afterwards: those that were accepted meanwhile come first. */
const CATCHING_UP = 3;

/** How an outage went. */
export interface Course {
  readonly away: string;
  readonly seconds: number;
  /** What replicas said of themselves meanwhile. */
  readonly said: readonly string[];
  /** Seconds until an order was decided that was accepted while it was away, if that is promised. */
  readonly wentOnAfter?: number | undefined;
  readonly accepted: number;
  /** Seconds until every replica was ready again, and a new order decided. */
  readonly backAfter: number | undefined;
}

interface Around {
  readonly shop: Breakable;
  readonly customers: Customers;
  readonly seconds: number;
}

/** Lets one outage begin, last and end; what has to be seen meanwhile may make it longer. */
export async function goThrough(
  kind: Kind,
  { shop, customers, seconds }: Around,
): Promise<{ readonly course: Course; readonly faults: readonly string[] }> {
  const before = customers.accepted.size;
  const end = await kind.begin(shop);
  const clock = stopwatch();
  const known = await within(() => stateOf(shop, kind));
  const said = await sayings(shop);
  const wentOnAfter = kind.goesOn ? await within(() => decidesNew(shop, customers)) : undefined;
  await wait(Math.max(0, seconds - clock()) * 1000);
  const lasted = clock();
  const accepted = customers.accepted.size - before;
  await end();
  const backAfter = await within(async () => (await allReady(shop)) && decidesNew(shop, customers), PATIENCE + CATCHING_UP * lasted);
  const faults = [
    ...(known === undefined ? [`${kind.away}: not every replica knew: ${said.join(', ')}`] : []),
    ...(kind.goesOn && wentOnAfter === undefined ? [`${kind.away}: nothing was decided meanwhile`] : []),
    ...(backAfter === undefined ? [`${kind.away}: nothing went on afterwards: ${(await sayings(shop)).join(', ')}`] : []),
  ];
  return { course: { away: kind.away, seconds: lasted, said, wentOnAfter, accepted, backAfter }, faults };
}

/** Whether replicas say what is the matter. */
async function stateOf({ crew }: Breakable, { isKnown }: Kind): Promise<boolean> {
  return !isKnown || isKnown(await Promise.all(crew.instances.map((instance) => crew.healthOf(instance))));
}

/** Waits until every replica has started. */
export async function allStarted(shop: Breakable): Promise<void> {
  if ((await within(() => allReady(shop))) === undefined) throw new Error(`Not every replica starts: ${(await sayings(shop)).join(', ')}`);
}

async function allReady({ crew }: Breakable): Promise<boolean> {
  const all = await Promise.all(crew.instances.map((instance) => crew.healthOf(instance)));
  return all.every((health) => health?.['status'] === 'up');
}

async function sayings({ crew }: Breakable): Promise<string[]> {
  const said = crew.instances.map(async (instance) => {
    const { status, ...wrong } = (await crew.healthOf(instance)) ?? { status: 'no answer' };
    return status === 'up' ? [] : [`${instance}: ${Object.entries(wrong).flat().join(' ') || status}`];
  });
  return (await Promise.all(said)).flat();
}

/** Whether an order that is accepted from now on is decided soon. */
async function decidesNew({ verticals }: Breakable, customers: Customers): Promise<boolean> {
  await customers.more(1);
  const orderId = [...customers.accepted].at(-1)!;
  const decided = await within(async () => {
    const events = await verticals.events('ordering', 'order', orderId);
    return events.some(({ type }) => type === 'OrderConfirmed' || type === 'OrderRejected');
  });
  return decided !== undefined;
}

/** Seconds until something holds, or nothing when it doesn't in time. */
async function within(holds: () => Promise<boolean>, patience = PATIENCE): Promise<number | undefined> {
  for (const clock = stopwatch(); clock() < patience; await wait(50)) if (await holds().catch(() => false)) return clock();
  return undefined;
}

function stopwatch(): () => number {
  const begun = performance.now();
  return () => Math.round((performance.now() - begun) / 100) / 10;
}
