import { setImmediate as others } from 'node:timers/promises';
import type { ConsumerMessages } from '@nats-io/jetstream';
import { batchAfter, type EventDecoder, type ReadBatch } from './read-batch.ts';

/** The most events that are committed together, and the most messages that are passed over before the checkpoint moves. */
export const BATCH = 2000;
export const STRETCH = 5 * BATCH;
/** After so many messages whatever else the process has to do takes its turn: answers to requests, and those of PostgreSQL. */
const TURN = 64;

const isFull = ({ from, to, events }: ReadBatch) => events.length >= BATCH || to - from >= STRETCH;

/** One reading of the log. `commit` says whether it is to go on, and is told whether the log ends there. */
export interface Reading {
  readonly consumer: string;
  readonly signal: AbortSignal;
  readonly commit: (batch: ReadBatch, isLast: boolean) => Promise<boolean>;
}

/** Takes the next batches in while those before are being committed, one after the other. */
export async function foldAll(messages: ConsumerMessages, from: number, decoder: EventDecoder, { commit }: Reading) {
  let committing = Promise.resolve(true);
  let before = committing;
  let batch = batchAfter(from);
  try {
    for await (const message of messages) {
      decoder.take(message, batch);
      if (message.seq % TURN === 0) await others();
      const isLast = message.info.pending === 0;
      if (!isLast && !isFull(batch)) continue;
      if (!(await before)) return;
      before = committing;
      const whole = batch;
      committing = committing.then((goesOn) => goesOn && commit(whole, isLast));
      committing.then(
        (goesOn) => goesOn || messages.stop(),
        () => messages.stop(),
      );
      batch = batchAfter(batch.to);
    }
  } finally {
    await committing;
  }
}
