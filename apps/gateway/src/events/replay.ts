import { bulkhead } from 'cockatiel';
import { DeliverPolicy } from '@nats-io/jetstream';
import { readFact, type Fact } from './fact.ts';
import type { LogFeed } from './log-feed.ts';
import { topicsOf, withoutOverlap } from './topics.ts';

/** Logs that are read again at the same time, by all browsers together: who comes back later waits for its turn. */
const turns = bulkhead(8, Number.MAX_SAFE_INTEGER);

/** Who missed something: what of, since when, and how it is told. */
export interface Missed {
  readonly topics: ReadonlySet<string>;
  /** The last position that was seen. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Resolves when there is room for more. */
  tell(fact: Fact): Promise<void>;
}

/**
 * Tells what was missed, up to what the feed still remembers; from there on the feed itself has every fact.
 *
 * @returns The position up to which everything was told: nothing lies between it and the feed's recent facts.
 */
export async function replay(feed: LogFeed, missed: Missed): Promise<number> {
  await feed.reached(0, missed.signal);
  let position = await startOf(feed, missed);
  while (!missed.signal.aborted && position < feed.recent!.reach) {
    const from = position;
    position = await turns.execute(() => readAgain(feed, missed, from));
  }
  return position;
}

/** Where to go on: a position beyond the log's end belongs to another log of that name, so there is nothing to tell. */
async function startOf(feed: LogFeed, { after, signal }: Missed): Promise<number> {
  const head = feed.head!;
  if (after <= head) return after;
  if (after > (await feed.end())) return head;
  await feed.reached(after, signal);
  return after;
}

/** Reads from the log itself what the topics select, to where the feed is now; returns how far it got. */
async function readAgain(feed: LogFeed, missed: Missed, after: number): Promise<number> {
  const { vertical, jetstream, isPublic } = feed.source;
  const until = feed.head!;
  const consumer = await jetstream.consumers.get(vertical, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    filter_subjects: withoutOverlap(missed.topics),
  });
  try {
    if ((await consumer.info(true)).num_pending === 0 || missed.signal.aborted) return until;
    const messages = await consumer.consume({ max_messages: 200 });
    missed.signal.addEventListener('abort', () => messages.stop(), { once: true });
    for await (const message of messages) {
      const fact = message.seq <= until ? readFact(vertical, message) : undefined;
      if (fact && isPublic(fact.type)) await missed.tell(fact);
      if (message.seq >= until || message.info.pending === 0) return until;
    }
    throw new Error(`The log ${vertical} broke off`);
  } finally {
    await consumer.delete().catch(() => {});
  }
}

/** Whether the topics select a fact. */
export const selects = (topics: ReadonlySet<string>, { subject }: Fact): boolean => topicsOf(subject).some((topic) => topics.has(topic));
