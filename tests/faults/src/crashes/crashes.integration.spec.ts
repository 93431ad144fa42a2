import { expect, it } from 'vitest';
import { crashes } from './crashes.ts';

const ROUNDS = 15;
const SEED = 20_261_122;

it('Whatever crashes, every order that was accepted ends once, and every effect has happened once', async () => {
  const outcome = await crashes({ rounds: ROUNDS, seed: SEED });
  expect(outcome.faults).toEqual([]);
  expect(Object.keys(outcome.broken)).toContain('replica');
}, 300_000);
