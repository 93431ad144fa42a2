import { expect, it } from 'vitest';
import { gatherings } from './gathering.ts';

/** Of 720; `npm run faults -- gathering` goes through all. */
const ORDERS = 60;

it('A gathering of six parts completes once, in whatever order they come, though each comes twice and who gathers is killed', async () => {
  const outcome = await gatherings({ kills: 2, seed: 20_261_123, orders: ORDERS });
  expect(outcome).toMatchObject({ cars: ORDERS, delivered: 2 * 6 * ORDERS, killed: 2, sentAgain: ORDERS, faults: [] });
}, 300_000);
