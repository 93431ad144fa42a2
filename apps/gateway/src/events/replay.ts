import { readBatch, type LogMessage } from '@jogakbo/runtime';
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

/** How far back anybody is told what was missed: as far as a page that is open may have been cut off, in positions of a log and in milliseconds. */
const MOST_POSITIONS = 10_000;
const LONGEST_AGO = 60 * 60 * 1000;

/** What was missed lies further back than anybody is told. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** @throws OutOfReach when a fact that was missed is older than what anybody is told. */
export function assertInReach({ at }: Fact) {
  if (Date.now() - at > LONGEST_AGO) throw new OutOfReach();
}

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
 * @throws OutOfReach when what was missed lies too far back.
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
    read = await turns.take(signal, () => readOn(feed, missed, before));
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

/** Where to go on: a position beyond the log's end belongs to another log of that name, and what was missed of this one nobody knows. */
async function startOf(feed: LogFeed, { after, stream }: Missed): Promise<number> {
  const head = feed.head!;
  if (head - after > MOST_POSITIONS) throw new OutOfReach();
  if (after <= head) return after;
  if (after > (await feed.end())) throw new OutOfReach();
  await feed.reached(after, stream.signal);
  return after;
}

/** Reads from the log itself what the topics select, as much as there is room for. */
async function readOn(feed: LogFeed, missed: Missed, before: Read): Promise<Read> {
  const until = feed.head!;
  const { messages, reach } = await selected(feed, missed, before);
  let read: Read = { position: before.position, messages: 0, bytes: 0 };
  for (const message of messages) {
    if (message.seq > until) break;
    tellIfPublic(feed, missed, message);
    read = { position: message.seq, messages: read.messages + 1, bytes: read.bytes + message.size };
    if (!missed.stream.isRoomy) return read;
  }
  return { ...read, position: Math.min(until, reach) };
}

/** What the topics select next, in order, and the position up to which that is all: each topic is read on its own. */
async function selected({ source }: LogFeed, { topics }: Missed, before: Read): Promise<{ messages: LogMessage[]; reach: number }> {
  const subjects = withoutOverlap(topics);
  const wanted = { stream: source.vertical, from: before.position + 1, most: Math.ceil(batchAfter(before) / subjects.length) };
  const parts = await Promise.all(subjects.map((subject) => readBatch(source.broker.connection, { ...wanted, subject })));
  const reach = Math.min(...parts.filter(({ more }) => more).map(({ messages }) => messages.at(-1)!.seq));
  const messages = parts.flatMap((part) => part.messages).filter(({ seq }) => seq <= reach);
  return { messages: messages.sort((one, other) => one.seq - other.seq), reach };
}

function tellIfPublic({ source }: LogFeed, missed: Missed, message: LogMessage) {
  const fact = readFact(source, message);
  if (!fact || !selects(missed.topics, fact)) return;
  assertInReach(fact);
  missed.tell(fact);
}

/** Whether the topics select a fact. */
export const selects = (topics: ReadonlySet<string>, fact: Fact): boolean => fact.topics.some((topic) => topics.has(topic));
