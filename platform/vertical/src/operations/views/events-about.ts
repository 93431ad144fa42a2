import type { NatsConnection } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/protocol';
import type { EventDefinition } from '@jogakbo/contract';
import { rowKey, type Projection } from '@jogakbo/domain';
import { readBatch, type LogMessage } from '@jogakbo/runtime';
import { batchAfter, EventDecoder, type ReadBatch, type ReadEvent } from '../../subscriptions/read-batch.ts';

/** The beginning of a log. */
export interface LogPrefix {
  readonly stream: string;
  /** The last position that belongs to it. */
  readonly to: number;
  /** What the broker wrote later, by its own clock in milliseconds, does not belong to it either. */
  readonly until?: number;
}

/** What of a log's beginning is about one row, oldest first, and what of that cannot be read. */
export async function* eventsAbout(
  projection: Projection,
  key: string,
  { stream, to, until = Infinity }: LogPrefix,
  connection: NatsConnection,
): AsyncGenerator<Pick<ReadBatch, 'events' | 'dead'>> {
  const definitions = Object.values<EventDefinition>(projection.from);
  const decoder = new EventDecoder(definitions);
  const subject = subjectOf(projection, key);
  const isAbout = (event: ReadEvent) => rowKey(projection, event.data) === key;
  const isWithin = ({ seq, time }: LogMessage) => seq <= to && time.getTime() <= until;
  for (let from = 1; from <= to;) {
    const { messages, more } = await readBatch(connection, { stream, subject, from });
    const batch = batchAfter(from - 1);
    const within = messages.filter(isWithin);
    for (const message of within) decoder.take(message, batch);
    yield { events: batch.events.filter(isAbout), dead: batch.dead.filter(({ event }) => isAbout(event)) };
    if (!more || within.length < messages.length) return;
    from = batch.to + 1;
  }
}

/** The one stream that has all events about a row, where their common key is the row's as well. */
function subjectOf({ from, into, keyOf }: Projection, key: string): string | undefined {
  const [{ vertical, aggregate, by }, ...others] = Object.values<EventDefinition>(from) as [EventDefinition];
  const isOne = !keyOf && by === into.key && others.every((other: EventDefinition) => other.aggregate === aggregate);
  return isOne && /^[^\s*>]+$/.test(key) ? subjects.log(vertical, aggregate, key) : undefined;
}
