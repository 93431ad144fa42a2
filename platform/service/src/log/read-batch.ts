import { JetStreamError, type DirectBatchOptions, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { machine } from '../machine.ts';

/** The most messages that come at once, and about how many bytes. */
const MESSAGES = 500;
const BYTES = 8 * 2 ** 20;
/** Milliseconds of silence in which a batch is given up: the connection was lost in the middle of it. */
const PATIENCE = 5000;
const NOT_FOUND = 404;

/** Which messages of a log are read, from a position on: those of a subject, or all, which is twice as fast. */
export interface BatchWanted {
  readonly stream: string;
  readonly subject?: string | undefined;
  readonly from: number;
}

/** Messages as they stand in the log, and whether there are more after them. */
export interface MessageBatch {
  readonly messages: readonly StoredMsg[];
  readonly more: boolean;
}

/**
 * Reads many messages with one request.
 *
 * @remarks Nothing of the request is left behind when it has ended: the client's own iterator would keep a subscription for each.
 * @throws Error when the log does not answer, or falls silent in the middle.
 */
export async function readBatch(manager: JetStreamManager, { stream, subject, from }: BatchWanted): Promise<MessageBatch> {
  const messages: StoredMsg[] = [];
  const ended = Promise.withResolvers<void>();
  const filter = subject === undefined ? {} : { next_by_subj: subject };
  const options = { seq: from, ...filter, batch: MESSAGES, max_bytes: BYTES } as DirectBatchOptions;
  const callback = (done: { err?: Error } | null, message: StoredMsg) => {
    heard();
    if (!done) messages.push(message);
    else if (!done.err || isNotFound(done.err)) ended.resolve();
    else ended.reject(done.err);
  };
  const listen = () => machine.after(PATIENCE, () => reading.stop(new Error(`The log ${stream} fell silent`)));
  let silence = listen();
  const heard = () => {
    silence.callOff();
    silence = listen();
  };
  const reading = (await manager.direct.getBatch(stream, { ...options, callback })) as unknown as { stop: (error: Error) => void };
  try {
    await ended.promise;
  } finally {
    silence.callOff();
  }
  return { messages, more: (messages.at(-1)?.pending ?? 0) > 0 };
}

const isNotFound = (error: Error) => error instanceof JetStreamError && 'code' in error && error.code === NOT_FOUND;
