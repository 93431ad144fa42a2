import type { JsMsg } from '@nats-io/jetstream';
import type { LogMessage } from '@jogakbo/runtime';
import { current, eventsIn, subjects, type LoggedEvent } from '@jogakbo/protocol';
import { personalFields, type Event, type EventDefinition } from '@jogakbo/contract';
import type { Occurrence } from '@jogakbo/domain';
import type { Closed } from '../personal/closed.ts';

/** One event as it was read: its place in the log, what it says, and what it belongs to. */
export interface ReadEvent extends Event, Pick<LoggedEvent, 'id' | 'correlationId' | 'traceparent'> {
  readonly aggregate: string;
  readonly occurrence: Occurrence;
  /** The message that it came in, as it was received. */
  readonly message: Received;
  /** How it stands in the log, where something in it is personal. */
  readonly closed?: Closed | undefined;
}

/** A broker message, to the byte. */
export type Received = Pick<JsMsg, 'subject' | 'headers' | 'data'>;

/** The headers of a broker message, each with its first value. */
export const headersIn = (headers: Received['headers']): Record<string, string> =>
  Object.fromEntries((headers?.keys() ?? []).map((name) => [name, headers!.get(name)]));

/** An event that could not be read or folded, and why. */
export interface DeadEvent {
  readonly event: ReadEvent;
  readonly reason: string;
}

/** What lies between two positions of a log, as far as somebody folds it. */
export interface ReadBatch {
  /** The last position before it, and its own last. */
  readonly from: number;
  to: number;
  readonly events: ReadEvent[];
  readonly dead: DeadEvent[];
}
export const batchAfter = (position: number): ReadBatch => ({ from: position, to: position, events: [], dead: [] });

/** The type of what stands for all events of a commit that cannot be read at all. */
export const UNREADABLE = 'unknown';

/** What of a broker message is read. */
export type LoggedMessage = Received & Pick<LogMessage, 'seq' | 'time' | 'json'>;

/** Reads messages of a log for its followers: each message once, and only those that one of them follows. */
export class EventDecoder {
  /** By aggregate and type: two sagas have events of the same type. */
  private readonly definitions: ReadonlyMap<string, ReadonlyMap<string, EventDefinition>>;
  constructor(definitions: readonly EventDefinition[]) {
    const byAggregate = Map.groupBy(definitions, ({ aggregate }) => aggregate);
    this.definitions = new Map(
      [...byAggregate].map(([aggregate, events]) => [aggregate, new Map(events.map((event) => [event.type, event]))]),
    );
  }

  /** Adds what a message says to a batch. */
  take(message: LoggedMessage, batch: ReadBatch): void {
    const position = (batch.to = message.seq);
    const { subject } = message;
    const aggregate = subjects.aggregateIn(subject);
    const definitions = this.definitions.get(aggregate);
    if (!definitions) return;
    const bury = (type: string, place: number, error: unknown, closed?: Closed) => {
      const occurrence = { position, place, occurredAt: message.time };
      // All events of an aggregate are found by the same field.
      const [{ by }] = [...definitions.values()] as [EventDefinition];
      const data = { subject, [by]: subjects.keyIn(subject) };
      const event: ReadEvent = { kind: 'event', type, data, aggregate, id: '', correlationId: '', occurrence, message, closed };
      batch.dead.push({ event, reason: String(error) });
    };
    try {
      const logged = eventsIn(
        (name) => message.headers?.get(name),
        () => message.json(),
      );
      logged.forEach((event, place) => {
        const definition = definitions.get(event.type);
        if (!definition) return;
        const closed = personalFields(definition).length > 0 ? { subject, logged: event, definition } : undefined;
        try {
          const { type, id, correlationId, traceparent } = event;
          const occurrence = { position, place, occurredAt: instantOf(event.occurredAt) };
          batch.events.push({
            kind: 'event',
            type,
            data: current(definition, event),
            aggregate,
            id,
            correlationId,
            traceparent,
            occurrence,
            message,
            closed,
          });
        } catch (error) {
          bury(event.type, place, error, closed);
        }
      });
    } catch (error) {
      bury(UNREADABLE, 0, error);
    }
  }
}

/** The part of a batch that a follower has not seen yet and follows. */
export function partFor({ from }: { readonly from: readonly EventDefinition[] }, position: number, { events, dead }: ReadBatch) {
  const follows = ({ aggregate, type }: ReadEvent) =>
    from.some((event) => event.aggregate === aggregate && (event.type === type || type === UNREADABLE));
  const isNewFor = (event: ReadEvent) => event.occurrence.position > position && follows(event);
  return { events: events.filter(isNewFor), dead: dead.filter(({ event }) => isNewFor(event)) };
}

function instantOf(time: string): Date {
  const instant = new Date(time);
  if (Number.isNaN(instant.getTime())) throw new Error(`${time} is no time at which an event may have occurred`);
  return instant;
}
