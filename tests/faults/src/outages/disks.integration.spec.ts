import { expect, it } from 'vitest';
import { fullDisks } from './disks.ts';
import { SmallDisk } from './small-disk.ts';

const obstacle = SmallDisk.obstacle();
const because = obstacle ? ` (skipped: ${obstacle})` : '';

it.skipIf(obstacle)(
  `A disk that is full refuses what is new and says so; nothing is lost, and all goes on when there is room${because}`,
  async () => {
    const outcome = await fullDisks({ seconds: 1 });
    expect(outcome.faults).toEqual([]);
    expect(Object.keys(outcome.refused)).toContain('The vertical is unavailable');
  },
  300_000,
);
