import { chaos, type Outcome, type Trial } from '../chaos.ts';
import { inOwnShop, type OwnShop } from '../own-shop.ts';
import { bugs, type Bug } from './bugs.ts';
import type { Copy } from './workspace.ts';

/** What became of a bug in a shop that ran with it. */
export interface Bite {
  readonly bug: Bug;
  /** The laws that were broken, each with the first thing that it said. */
  readonly said: ReadonlyMap<string, string>;
  readonly isCaught: boolean;
  readonly seconds: number;
}

/** Many change their minds, pay otherwise, and give back: what is rare on other days shows in half a minute. */
const trial: Omit<Trial, 'seed'> = {
  seconds: 20,
  rate: 10,
  few: 2,
  manner: {
    patience: 20_000,
    shares: { leaves: 0, takesTwo: 0.4, reloads: 0.2, paysOtherwise: 0.6, cancels: 0.3, returns: 0.5 },
  },
};
const EVERY_FAULT = 2000;
/** Milliseconds in which a shop comes to rest where nothing was broken, and where something was. */
const SETTLING = { calm: 10_000, broken: 60_000 };

/** The bugs with these names; all of them, when none is named. */
export function named(names: readonly string[]): readonly Bug[] {
  const unknown = names.filter((name) => !bugs.some((bug) => bug.name === name));
  if (unknown.length > 0) throw new Error(`There is no such bug: ${unknown.join(', ')}\n  ${bugs.map(({ name }) => name).join('\n  ')}`);
  return names.length === 0 ? bugs : bugs.filter(({ name }) => names.includes(name));
}

/** A shop in which nothing is planted, broken as one with a bug would be: what breaks a law there says nothing about a bug. */
export const withoutBug = (place: OwnShop, seed: number): Promise<Outcome> =>
  inOwnShop(place, (shop) => chaos(shop, { ...trial, seed, everyFault: EVERY_FAULT, prey: ['inventory'], settling: SETTLING.broken }));

/** Lets a shop run with a bug, and holds the laws. */
export async function biteOf(bug: Bug, copy: Copy, { place, seed }: { place: OwnShop; seed: number }): Promise<Bite> {
  const begun = performance.now();
  copy.plant(bug);
  const faulty = bug.prey ? { everyFault: EVERY_FAULT, prey: bug.prey, settling: SETTLING.broken } : { settling: SETTLING.calm };
  const { faults } = await inOwnShop({ ...place, build: copy.buildWith(bug) }, (shop) => chaos(shop, { ...trial, seed, ...faulty }));
  const said = new Map(faults.toReversed().map(({ law, what }) => [law, what]));
  return { bug, said, isCaught: said.has(bug.law), seconds: Math.round((performance.now() - begun) / 1000) };
}
