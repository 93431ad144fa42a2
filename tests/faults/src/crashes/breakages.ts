import { setTimeout as wait } from 'node:timers/promises';
import { oneOf } from '@jogakbo/testing/dice';
import { hearAgain, sendAgain, type Sender } from '../shop/repetition.ts';
import type { Breakable } from '../shop/breakable.ts';

type Dice = () => number;

const HOUR = 3_600_000;
/** Milliseconds by which a clock is wrong, at most. */
const JUMP = 6 * HOUR;
/** So far ahead every deadline has passed that any clock has written down. */
export const FARTHEST = 2 * JUMP;

interface Around {
  readonly shop: Breakable;
  readonly dice: Dice;
  /** What has been accepted so far. */
  readonly orders: readonly string[];
}

/** Orders whose commands are sent again at a time. */
const AGAIN = 20;

/** What may break, how likely it is in a hundred, and how. */
const breakages: readonly (readonly [string, number, (around: Around) => unknown])[] = [
  ['nats', 6, ({ shop: { servers } }) => servers.kill('nats')],
  ['postgres', 6, ({ shop: { servers } }) => servers.kill('postgres')],
  ['paused', 13, ({ shop: { crew }, dice }) => wait(1000 + dice() * 3000).then(crew.pause(oneOf(dice, crew.instances)))],
  ['clock', 12, ({ shop: { crew }, dice }) => crew.setClock(oneOf(dice, crew.instances), (2 * dice() - 1) * JUMP)],
  ['commands again', 8, ({ shop: { servers, verticals }, dice, orders }) => sendAgain(servers, verticals, sendersOf(dice, orders))],
  ['events again', 8, ({ shop: { verticals }, dice }) => hearAgain(verticals, oneOf(dice, ['ordering', 'inventory']), dice)],
  ['replica', 47, ({ shop: { crew }, dice }) => crew.kill(oneOf(dice, crew.instances))],
];

function sendersOf(dice: Dice, orders: readonly string[]): Sender[] {
  const some = Array.from({ length: AGAIN }, () => oneOf(dice, orders));
  const kinds = ['saga-checkout', 'gathering-readiness'];
  return some.flatMap((key) => kinds.map((aggregate) => ({ vertical: 'ordering', aggregate, key })));
}

/** Breaks something that the dice choose; answers what, and when it is over. */
export function breakSomething(around: Around): { readonly what: string; readonly over: Promise<unknown> } {
  const { shop, dice } = around;
  if (shop.crew.instances.length === 0) return { what: 'nothing', over: Promise.resolve() };
  let fall = dice() * 100;
  const [what, , happen] = breakages.find(([, likely]) => (fall -= likely) < 0)!;
  // What is broken already, nothing can be asked of.
  return { what, over: Promise.resolve(happen(around)).catch(() => {}) };
}
