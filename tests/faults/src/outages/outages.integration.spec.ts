import { expect, it } from 'vitest';
import { outages } from './outages.ts';

it('Whatever is away for a while, it is known, orders are answered or refused in time, and all goes on by itself', async () => {
  const outcome = await outages({ seconds: 1 });
  expect(outcome.faults).toEqual([]);
  expect(outcome.outages.map(({ away }) => away)).toEqual(['nats', 'postgres', 'leading replica']);
}, 300_000);
