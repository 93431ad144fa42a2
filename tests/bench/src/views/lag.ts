import { setTimeout as wait } from 'node:timers/promises';
import { assertWhole, forget, startArchive } from './archive.ts';
import { openLog } from './filling.ts';
import type { ViewsGround } from './ground.ts';

const PER_SECOND = 500;
const SECONDS = Number(process.env['LAG_SECONDS'] ?? 20);
/** Seconds that count for nothing. */
const WARM = 3;

/** Milliseconds until a row that anybody may read has seen an event, for each event. */
export interface Lag {
  /** From the moment at which its append was due. */
  readonly sinceDue: readonly number[];
  /** From its acknowledgement. */
  readonly sinceAppended: readonly number[];
}

/**
 * Appends so many events a second, whatever happens, to a log that syncs each, while the archive keeps a view of it.
 *
 * @remarks Rows and checkpoint commit together: whoever reads the checkpoint could have read the row.
 */
export async function measureLag(program: string, ground: ViewsGround, log: string): Promise<Lag> {
  await forget(ground).catch(() => {});
  const access = ground.synced(log);
  const writing = await openLog(log, access);
  const archive = await startArchive(program, ground, { log, access: ground.synced('archive'), projections: 1 });
  try {
    const moves = (WARM + SECONDS) * PER_SECOND;
    const times = await appended(writing.append, moves, async () => {
      const { rows } = await ground.database.query<{ position: number }>('select position::int from checkpoint where stream = $1', [log]);
      return rows[0]?.position ?? 0;
    });
    await assertWhole(ground, moves, 1);
    const counted = times.slice(WARM * PER_SECOND);
    return {
      sinceDue: counted.map(({ due, seen }) => seen - due),
      sinceAppended: counted.map(({ acknowledged, seen }) => seen - acknowledged),
    };
  } finally {
    await archive.stop();
    await writing.close();
  }
}

interface Times {
  readonly due: number;
  acknowledged: number;
  position: number;
  seen: number;
}

async function appended(append: (serial: number) => Promise<number>, moves: number, positionSeen: () => Promise<number>): Promise<Times[]> {
  const begun = performance.now() + 100;
  const times = Array.from({ length: moves }, (_, index) => ({
    ...{ due: begun + (index * 1000) / PER_SECOND, acknowledged: 0, position: Infinity, seen: 0 },
  }));
  const appending = Promise.all(
    times.map(async (time, index) => {
      await wait(Math.max(0, time.due - performance.now()));
      time.position = await append(index + 1);
      time.acknowledged = performance.now();
    }),
  );
  const waiting = new Set(times);
  while (waiting.size > 0) {
    const position = await positionSeen();
    const now = performance.now();
    for (const time of waiting) {
      // Appended in the order in which they were due: those behind are not seen either, except for a few that overtook.
      if (time.due > now) break;
      if (time.position > position) continue;
      time.seen = now;
      waiting.delete(time);
    }
    await wait(1);
  }
  await appending;
  return times;
}
