import type { EventDefinition } from '@jogakbo/contract';
import type { ReadBatch } from './read-batch.ts';

/** Whoever has to see each event of a log, in order: a projection, a saga, a reaction, a gathering. */
export interface Follower {
  /** Names its checkpoint and its consumer: durable. */
  readonly name: string;
  /** The events that it follows, all of one log. */
  readonly from: readonly EventDefinition[];
  /** Goes on from its checkpoint. */
  readonly open: () => Promise<Following>;
}

/** A follower at its place in the log. */
export interface Following {
  readonly follower: Follower;
  /** The position up to which it has seen the log. */
  readonly position: number;
  /** Sees what it has not seen of a batch. */
  commit(batch: ReadBatch): Promise<void>;
}
