import type { EventDefinition } from '@jogakbo/contract';
import type { ReadBatch } from './read-batch.ts';

/** Whoever has to see each event of a log, in order: a projection, a saga, a reaction, a gathering. */
export interface Follower {
  /** Names its checkpoint and its consumer: durable. */
  readonly name: string;
  /** The events that it follows, all of one log. */
  readonly from: readonly EventDefinition[];
  /** Whether nobody waits for it: that it fails is no problem of the vertical's. */
  readonly isBeside?: boolean;
  /** Goes on from its checkpoint. */
  readonly open: () => Promise<Following>;
}

/** A follower at its place in the log. */
export interface Following {
  readonly follower: Follower;
  /** The position up to which it has seen the log. */
  readonly position: number;
  /** Sees what it has not seen of a batch; when it is sure that it would fail again, without what it fails of, which becomes a dead letter. */
  commit(batch: ReadBatch, isSure?: boolean): Promise<void>;
  /** Does what it was there for, if it can by now; then it is over, and all followers are opened anew. */
  complete?(): Promise<boolean>;
  /** Puts down where it is, as it must when nobody reads for it any more. */
  leave(): Promise<void>;
}
