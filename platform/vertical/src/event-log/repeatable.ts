import { nameIsTaken } from '@jogakbo/runtime';
import type { Handled } from './snapshots.ts';

/** How a command is known when it comes again. */
export interface Repeatable {
  /** The same for every repetition. */
  readonly id: string;
  /** The fingerprint of what is asked: where it is another one, this is no repetition. */
  readonly asked: string | undefined;
}

/**
 * What came of a command that was handled before: nothing happens again.
 *
 * @throws ProblemError `name-taken` where its id is another command's.
 */
export function asBefore({ position, asked }: Handled, now: Repeatable): { readonly events: readonly []; readonly position: number } {
  if (asked !== undefined && now.asked !== undefined && asked !== now.asked) throw nameIsTaken();
  return { events: [], position };
}
