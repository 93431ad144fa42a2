import type { Commit } from './commit-log.ts';

/** How far a log goes. */
export interface Extent {
  /** The position of its newest commit, 0 when it has had none. */
  readonly last: number;
  /** When the broker's stream was made, by the broker's clock. */
  readonly made: Date;
}

/** A vertical's log, as whoever checks all of it reads it. */
export interface WholeLog {
  /** How far a vertical's log goes, its own or one that it reads; `undefined` when there is none. */
  extentOf(vertical: string): Promise<Extent | undefined>;
  /** All commits of the vertical's own log up to a position, oldest first; only a few of them are in memory at a time. */
  walk(to: number): AsyncIterable<Commit>;
}
