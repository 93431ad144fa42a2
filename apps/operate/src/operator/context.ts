import { settingsHere, stateIn } from '@jogakbo/dev';
import { Operator } from './operator.ts';
import type { Running } from './running.ts';

/** What a command works with. */
export interface Context {
  readonly operator: Operator;
  /** What ran when the command began. */
  readonly running: Running;
}

/** How long a vertical may take to answer what costs it little. */
export const ANSWER_TIMEOUT_MS = 10_000;

/** Works in the shop that runs in this repository, or throws a Problem. */
export async function inRunningShop<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const operator = await Operator.connect(stateIn(settingsHere().state));
  try {
    return await work({ operator, running: await operator.running() });
  } finally {
    await operator.close();
  }
}
