import { assertWhole, forget, startArchive, watchMemory, type Kept } from './archive.ts';
import type { ViewsGround } from './ground.ts';

/** How views caught up with a log, from their first checkpoint to their last commit. */
export interface CatchingUp {
  readonly moves: number;
  readonly projections: number;
  readonly seconds: number;
  /** Resident memory in bytes, every 100 ms. */
  readonly resident: readonly number[];
}

/** Lets a process that has seen nothing yet read a log to its end. */
export async function catchUp(program: string, ground: ViewsGround, kept: Kept, moves: number): Promise<CatchingUp> {
  await forget(ground).catch(() => {});
  const archive = await startArchive(program, ground, kept);
  try {
    const begun = performance.now();
    const memory = watchMemory(archive.pid);
    await archive.seen(moves);
    const seconds = (performance.now() - begun) / 1000;
    const resident = memory();
    await assertWhole(ground, moves, kept.projections);
    return { moves, projections: kept.projections, seconds, resident };
  } finally {
    await archive.stop();
  }
}
