import { describe, expect, it } from 'vitest';
import { contendedAppends } from './appends.ts';

const ROUNDS = 200;

describe('Of 8 writers that append to a stream on the same expectation', () => {
  it('exactly one wins, the others are told, and what was acknowledged is in the log once', async () => {
    const outcome = await contendedAppends({ brokers: 1, rounds: ROUNDS, kills: 0 });
    expect(outcome).toMatchObject({ acknowledged: ROUNDS, refused: 7 * ROUNDS, faults: [] });
  });

  it('exactly one wins also on three brokers, which all keep the same', async () => {
    const outcome = await contendedAppends({ brokers: 3, rounds: ROUNDS, kills: 0 });
    expect(outcome).toMatchObject({ acknowledged: ROUNDS, refused: 7 * ROUNDS, faults: [] });
  });

  it('exactly one wins also when the broker that leads is killed meanwhile, and comes back', async () => {
    const outcome = await contendedAppends({ brokers: 3, rounds: 2 * ROUNDS, kills: 1 });
    expect(outcome).toMatchObject({ acknowledged: 2 * ROUNDS, refused: 14 * ROUNDS, faults: [] });
    expect(outcome.killed).toHaveLength(1);
  }, 120_000);
});
