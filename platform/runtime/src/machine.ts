import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Clock and dice: all that the runtime's logic takes of a machine besides broker and database. */
export interface Machine {
  /** By the wall clock, which may jump. */
  readonly now: () => Date;
  /** Milliseconds by a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Resolves when the time is over, or at once when the signal aborts. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Does something after a time, unless it is called off. */
  readonly after: (milliseconds: number, act: () => void) => { readonly callOff: () => void };
  readonly newId: () => string;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const real: Machine = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  pause: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => {}),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return { callOff: () => clearTimeout(timer) };
  },
  // Node has random UUIDs in store, and asks the system for other random bytes each time, which is many times slower.
  newId: () => randomUUID(),
  random: () => Math.random(),
};

/** The machine that all of this process runs on. */
export let machine = real;

/** Lets all of this process run on another machine, such as a simulated one; answers how it goes back to the real one. */
export function runOn(simulated: Machine): () => void {
  machine = simulated;
  return () => (machine = real);
}
