import { setTimeout as wait } from 'node:timers/promises';
import { oneOf } from '../shop/random.ts';
import type { BreakableShop } from '../shop/shop.ts';

type Dice = () => number;

const HOUR = 3_600_000;
/** Milliseconds by which a clock is wrong, at most. */
const JUMP = 6 * HOUR;
/** So far ahead every deadline has passed that any clock has written down. */
export const FARTHEST = 2 * JUMP;

/** What may break, how likely it is in a hundred, and how. */
const breakages: readonly (readonly [string, number, (shop: BreakableShop, dice: Dice) => void])[] = [
  ['nats', 6, ({ servers }) => servers.kill('nats')],
  ['postgres', 6, ({ servers }) => servers.kill('postgres')],
  ['paused', 13, ({ crew }, dice) => void wait(1000 + dice() * 3000).then(crew.pause(oneOf(dice, crew.instances)))],
  ['clock', 15, ({ crew }, dice) => crew.setClock(oneOf(dice, crew.instances), (2 * dice() - 1) * JUMP)],
  ['replica', 60, ({ crew }, dice) => crew.kill(oneOf(dice, crew.instances))],
];

/** Breaks something that the dice choose; answers what. */
export function breakSomething(shop: BreakableShop, dice: Dice): string {
  if (shop.crew.instances.length === 0) return 'nothing';
  let fall = dice() * 100;
  const [name, , happen] = breakages.find(([, likely]) => (fall -= likely) < 0)!;
  happen(shop, dice);
  return name;
}
