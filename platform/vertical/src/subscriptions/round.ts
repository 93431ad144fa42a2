import { machine, log } from '@jogakbo/runtime';
import type { Follower, Following } from './follower.ts';

/** A round of reading: it ends for all when one of its readings ends. */
export interface Round {
  readonly signal: AbortSignal;
  readonly end: () => void;
  readonly apart: (follower: Follower) => void;
}

/** Milliseconds after which a follower that could not complete is asked again. */
const AGAIN = 1000;

/** Whether one of them is over, so that all are opened anew. One that fails is tried again in a while. */
export async function anyCompletes(following: readonly Following[], { signal, end }: Pick<Round, 'signal' | 'end'>): Promise<boolean> {
  for (const each of following) {
    try {
      if (!(await each.complete?.())) continue;
      end();
      return true;
    } catch (error) {
      log.warn({ err: error, follower: each.follower.name }, 'A follower of a log cannot complete yet');
      void machine.pause(AGAIN, signal).then(end);
    }
  }
  return false;
}

export function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
