import { DeliverPolicy, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { ENOUGH_WAITING, type EventStream } from './event-stream.ts';
import { readFact, type Fact } from './fact.ts';
import type { LogFeed } from './log-feed.ts';
import { withoutOverlap } from './topics.ts';
import { Turns } from './turns.ts';

/** Logs that are read again at the same time, and how many more may wait for that: by all browsers together. */
export const turns = new Turns(8, 500);
/** Messages that are read in the first turn, when it isn't known how large they are, and at most in one. */
const FIRST = 16;
const MOST = 500;
/** The longest turn, in milliseconds. */
const LONGEST = 5000;
/** Milliseconds after which the server forgets a consumer that nobody reads by any more. */
const FORGOTTEN_AFTER = 5000;

/** Who missed something: what of, since when, and how it is told. */
export interface Missed {
  readonly topics: ReadonlySet<string>;
  /** The last position that was seen. */
  readonly after: number;
  readonly stream: Pick<EventStream, 'signal' | 'isRoomy' | 'roomy'>;
  tell(fact: Fact): void;
}

/**
 * Tells what was missed, up to what the feed still remembers; from there on the feed itself has every fact.
 *
 * @remarks It is told batch by batch: whoever is slow to take one keeps nobody else from the next.
 * @returns The position up to which everything was told: nothing lies between it and the feed's recent facts.
 */
export async function replay(feed: LogFeed, missed: Missed): Promise<number> {
  const { signal } = missed.stream;
  await feed.reached(0, signal);
  let read: Read = { position: await startOf(feed, missed), messages: 0, bytes: 0 };
  while (!signal.aborted && read.position < feed.recent!.reach) {
    await missed.stream.roomy();
    if (signal.aborted) break;
    const before = read;
    read = await turns.take(signal, () => readBatch(feed, missed, before));
  }
  return read.position;
}

/** How far a turn has got, and what it has read for that. */
interface Read {
  readonly position: number;
  readonly messages: number;
  readonly bytes: number;
}

/** As many messages as a stream has room for, by the size of those before. */
const batchAfter = ({ messages, bytes }: Read) =>
  messages === 0 ? FIRST : Math.max(1, Math.min(MOST, Math.floor((ENOUGH_WAITING * messages) / Math.max(1, bytes))));

/** Where to go on: a position beyond the log's end belongs to another log of that name, so there is nothing to tell. */
async function startOf(feed: LogFeed, { after, stream }: Missed): Promise<number> {
  const head = feed.head!;
  if (after <= head) return after;
  if (after > (await feed.end())) return head;
  await feed.reached(after, stream.signal);
  return after;
}

/** Reads from the log itself what the topics select, as much as there is room for. */
async function readBatch(feed: LogFeed, missed: Missed, before: Read): Promise<Read> {
  const until = feed.head!;
  const end = { ...before, position: until };
  const consumer = await consumerAfter(before.position, feed, missed);
  if ((await consumer.info(true)).num_pending === 0) return end;
  const messages = await consumer.fetch({ max_messages: batchAfter(before), expires: LONGEST });
  const stop = () => messages.stop();
  missed.stream.signal.addEventListener('abort', stop, { once: true });
  let read: Read = { position: before.position, messages: 0, bytes: 0 };
  try {
    for await (const message of messages) {
      if (message.seq > until) return end;
      tellIfPublic(feed, missed, message);
      if (message.seq === until || message.info.pending === 0) return end;
      read = { position: message.seq, messages: read.messages + 1, bytes: read.bytes + message.data.length };
      if (!missed.stream.isRoomy) break;
    }
  } finally {
    missed.stream.signal.removeEventListener('abort', stop);
    stop();
  }
  if (read.messages === 0) throw new Error(`The log ${feed.source.vertical} broke off`);
  return read;
}

const consumerAfter = (position: number, { source }: LogFeed, { topics }: Missed): Promise<Consumer> =>
  source.jetstream.consumers.get(source.vertical, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: position + 1,
    filter_subjects: withoutOverlap(topics),
    inactive_threshold: FORGOTTEN_AFTER,
  });

function tellIfPublic({ source }: LogFeed, missed: Missed, message: JsMsg) {
  const fact = readFact(source, message);
  if (fact && selects(missed.topics, fact)) missed.tell(fact);
}

/** Whether the topics select a fact. */
export const selects = (topics: ReadonlySet<string>, fact: Fact): boolean => fact.topics.some((topic) => topics.has(topic));
