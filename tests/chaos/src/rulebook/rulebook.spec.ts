import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '@jogakbo/protocol';
import { eventsOf } from '@jogakbo/vertical/testing';
import { diceOf } from '@jogakbo/testing/dice';
import { Books } from '../laws/books.ts';
import type { Known } from '../laws/law.ts';
import { consistency, possession, sagas } from '../laws/orders.ts';
import type { Views } from '../laws/views.ts';
import { acts, type ActName } from './acts.ts';
import { Company } from './company.ts';
import { changed, readRules, written } from './rules.ts';
import { standingOf, states } from './states.ts';

const chapters = readRules();
const names = Object.keys(acts) as ActName[];

/** Reaches a state in a shop of its own, and gives what comes of it when nobody does anything. */
async function reached(state: string) {
  const company = await Company.open();
  let nth = 0;
  const order = async () => {
    const orderId = `o-${(nth += 1)}`;
    await states[state]!(company, orderId);
    return orderId;
  };
  const first = await order();
  const standing = await standingOf(company, first);
  await company.settle();
  const undisturbed = await standingOf(company, first);
  await company.later(1, first);
  await company.settle();
  return { company, order, standing, undisturbed };
}

describe('The rulebook', () => {
  it('has a chapter for each state, and in it a row for each act', () => {
    expect(chapters.map(({ state }) => state)).toEqual(Object.keys(states));
    for (const { rules } of chapters) expect(rules.map(({ act }) => act)).toEqual(names);
  });
});

describe.each(chapters)('An order that is $state', ({ state, standing, rules }) => {
  let shop: Awaited<ReturnType<typeof reached>>;
  beforeAll(async () => {
    shop = await reached(state);
  });

  it('stands as the rulebook says', () => expect(written(shop.standing)).toBe(standing));

  it.each(rules)('when $act: $follows', async ({ act, follows }) => {
    const { company, order, undisturbed } = shop;
    const orderId = await order();
    const refusal = await acts[act as ActName](company, orderId);
    await company.settle();
    const now = await standingOf(company, orderId);
    expect(refusal === undefined ? changed(undisturbed, now) : `no: ${refusal}`).toBe(follows);
    expect(refusal === undefined || isDeepStrictEqual(now, undisturbed)).toBe(true);
    // What still waits for somebody is over then.
    await company.later(1, orderId);
    await company.settle();
    expect(brokenIn(company)).toEqual([]);
  });
});

const SEEDS = [1, 2, 3, 4];
const crossing: readonly ActName[] = [
  ...(['the customer cancels', 'the customer asks for a return', 'staff refund'] as const),
  ...(['staff let the customer keep it for nothing', 'staff hand it over', 'staff take it back'] as const),
];

describe.each([
  'money taken, not confirmed yet',
  'ready for pickup',
  'handed over',
  'return asked for',
  'ready, by a card that takes nothing back',
])('Of an order that is %s, whatever two do at the same moment,', (state) => {
  it.each(crossing)('nobody has goods and money when %s', async (one) => {
    const { company, order } = await reached(state);
    for (const other of crossing)
      for (const seed of SEEDS) {
        const dice = diceOf(seed);
        const orderId = await order();
        await acts[one](company, orderId);
        for (let errands = Math.floor(dice() * 8); errands > 0; errands -= 1) await company.deliver(dice);
        await acts[other](company, orderId);
        await company.settle(dice);
      }
    expect(brokenIn(company)).toEqual([]);
  });
});

/** What of the laws is broken, by all logs; and what nobody could take. */
function brokenIn(company: Company): string[] {
  const books = new Books();
  for (const vertical of ['checkout', 'inventory', 'payment', 'delivery'] as const)
    for (const commit of company.of(vertical).log.all)
      if (!/^(saga|gathering)-/.test(subjects.aggregateIn(commit.subject)))
        for (const { type, data, occurredAt } of eventsOf(commit))
          books.enter({ vertical, type, data: data(), at: Date.parse(occurredAt) });
  const known: Known = { books, views: {} as Views, purchases: [], longest: Number.POSITIVE_INFINITY, calmSince: 0 };
  return [...[sagas, consistency, possession].flatMap(({ broken }) => broken(known)), ...company.letters];
}
