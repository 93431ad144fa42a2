import { setImmediate as others } from 'node:timers/promises';
import type { MessageBatch } from '@jogakbo/runtime';
import { Commits } from './commits.ts';
import type { EventDecoder, ReadBatch } from './read-batch.ts';

/** The most events that are committed together, and the most messages that are passed over before the checkpoint moves. */
const BATCH = 2000;
export const STRETCH = 5 * BATCH;
/** After so many messages whatever else the process has to do takes its turn: answers to requests, and those of PostgreSQL. */
const TURN = 64;

const isFull = ({ from, to, events }: ReadBatch) => events.length >= BATCH || to - from >= STRETCH;

/** One reading of the log. `commit` says whether it is to go on, and is told whether the log ends there. */
export interface Reading {
  readonly signal: AbortSignal;
  readonly pace: number;
  readonly commit: (batch: ReadBatch, isLast: boolean) => Promise<boolean>;
}

/** What is read, and how it is read no more. */
export interface Tail {
  readonly batches: AsyncIterable<MessageBatch>;
  readonly stop: () => void;
}

/** Takes events in while those before are being committed. */
export async function foldAll({ batches, stop }: Tail, from: number, decoder: EventDecoder, { commit, pace, signal }: Reading) {
  const commits = new Commits(from, { isFull, commit, pace, stop });
  try {
    for await (const { messages, more } of batches)
      for (const [place, message] of messages.entries()) {
        if (signal.aborted) return;
        decoder.take(message, commits.batch);
        if (message.seq % TURN === 0) await others();
        const room = commits.took(!more && place === messages.length - 1);
        if (room) await room;
      }
  } finally {
    await commits.end();
  }
}
