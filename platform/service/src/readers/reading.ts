import { setImmediate as others } from 'node:timers/promises';
import type { ConsumerMessages } from '@nats-io/jetstream';
import { Commits } from './commits.ts';
import type { EventDecoder, ReadBatch } from './read-batch.ts';
import { WholeDelivery } from './whole-delivery.ts';

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
  readonly pace: number;
  readonly commit: (batch: ReadBatch, isLast: boolean) => Promise<boolean>;
}

/** Takes events in while those before are being committed. */
export async function foldAll(messages: ConsumerMessages, from: number, decoder: EventDecoder, { commit, pace }: Reading) {
  const delivery = new WholeDelivery();
  const commits = new Commits(from, { isFull, commit, pace, stop: () => messages.stop() });
  try {
    for await (const message of messages) {
      delivery.take(message);
      decoder.take(message, commits.batch);
      if (message.seq % TURN === 0) await others();
      const room = commits.took(message.info.pending === 0);
      if (room) await room;
    }
  } finally {
    await commits.end();
  }
}
