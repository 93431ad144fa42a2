import { createInbox, NoRespondersError, RequestError, TimeoutError, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { JETSTREAM_API } from '@jogakbo/protocol';
import { machine } from '../machine.ts';
import { LogMessage } from './log-message.ts';

/** The most messages that come at once unless told, and about how many bytes. */
const MESSAGES = 500;
const BYTES = 8 * 2 ** 20;
/** Milliseconds of silence in which a batch is given up: the connection was lost in the middle of it. */
const PATIENCE = 5000;
const END_OF_BATCH = 204;
const NOT_FOUND = 404;
const NO_RESPONDERS = 503;

/** Which messages of a log are read, from a position on: those of a subject, or all, which is twice as fast. */
interface From {
  readonly stream: string;
  readonly subject?: string | undefined;
  readonly from: number;
  readonly most?: number | undefined;
}
/** Or the newest message of each subject. */
interface Newest {
  readonly stream: string;
  readonly newestOf: string;
}
export type BatchWanted = From | Newest;

/** Messages as they stand in the log, and whether there are more after them. */
export interface MessageBatch {
  readonly messages: readonly LogMessage[];
  readonly more: boolean;
}

/**
 * Reads many messages with one request, whoever of the servers has them.
 *
 * @remarks The client's own way takes twice as long, and each of its requests leaves a subscription behind.
 * @throws Error when the log does not answer, or falls silent in the middle.
 */
export async function readBatch(connection: NatsConnection, wanted: BatchWanted): Promise<MessageBatch> {
  const { stream } = wanted;
  const messages: LogMessage[] = [];
  const ended = Promise.withResolvers<void>();
  const listen = () => machine.after(PATIENCE, () => ended.reject(new TimeoutError({ cause: new Error(`The log ${stream} fell silent`) })));
  let silence = listen();
  const inbox = createInbox();
  const reading = connection.subscribe(inbox, {
    callback: (error, message) => {
      silence.callOff();
      if (error) return ended.reject(error);
      const end = endIn(message);
      if (end === undefined) messages.push(new LogMessage(message));
      else if (end) return ended.reject(end);
      else return ended.resolve();
      silence = listen();
    },
  });
  connection.publish(`${JETSTREAM_API}.DIRECT.GET.${stream}`, JSON.stringify(requestOf(wanted)), { reply: inbox });
  try {
    await ended.promise;
  } finally {
    silence.callOff();
    reading.unsubscribe();
  }
  return { messages, more: (messages.at(-1)?.pending ?? 0) > 0 };
}

function requestOf(wanted: BatchWanted) {
  if ('newestOf' in wanted) return { multi_last: [wanted.newestOf], batch: MESSAGES };
  const filter = wanted.subject === undefined ? {} : { next_by_subj: wanted.subject };
  return { seq: wanted.from, ...filter, batch: wanted.most ?? MESSAGES, max_bytes: BYTES };
}

/** Whether a message ends a batch, and with which error. */
function endIn({ data, headers, subject }: Msg): Error | false | undefined {
  const code = headers?.code;
  if (data.length > 0 || !code) return undefined;
  if (code === END_OF_BATCH || code === NOT_FOUND) return false;
  if (code === NO_RESPONDERS) return new Error('There is no JetStream', { cause: noResponders(subject) });
  return new Error(`The log cannot be read: ${code} ${headers.description}`);
}

const noResponders = (subject: string) => new RequestError('no responders', { cause: new NoRespondersError(subject) });
