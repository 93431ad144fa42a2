import type { JsMsg } from '@nats-io/jetstream';
import { current, eventsIn, subjects, type Event, type EventDefinition } from '@jogakbo/contract';
import type { Occurrence, Projection } from '@jogakbo/domain';

/** One event as it was read: its place in the log, and what it says. */
export interface ReadEvent extends Event {
  readonly occurrence: Occurrence;
}

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

/** The type of an event whose header does not even say that. */
const UNKNOWN = 'unknown';
const MILLISECONDS = 1_000_000;

/** Reads messages of a log for projections: each message once, and only those that one of them folds. */
export class EventDecoder {
  private readonly definitions: ReadonlyMap<string, EventDefinition>;
  private readonly prefixes: readonly string[];
  constructor(projections: readonly Projection[]) {
    const definitions = projections.flatMap(({ from }) => Object.values(from));
    this.definitions = new Map(definitions.map((definition) => [definition.type, definition]));
    this.prefixes = [...new Set(definitions.map(({ vertical, aggregate }) => subjects.log(vertical, aggregate, '')))];
  }

  /** Adds what a message says to a batch; nothing of the message itself is kept, so that a long log needs no more memory than a short one. */
  take(message: JsMsg, batch: ReadBatch): void {
    const position = (batch.to = message.seq);
    const { subject } = message;
    if (!this.prefixes.some((prefix) => subject.startsWith(prefix))) return;
    const at = (place: number, occurredAt: string): Occurrence => ({ position, place, occurredAt: instantOf(occurredAt) });
    const bury = (type: string, place: number, error: unknown) => {
      const occurrence = { position, place, occurredAt: new Date(message.info.timestampNanos / MILLISECONDS) };
      batch.dead.push({ event: { kind: 'event', type, data: { subject }, occurrence }, reason: String(error) });
    };
    try {
      const logged = eventsIn(
        (name) => message.headers?.get(name),
        () => message.json(),
      );
      logged.forEach((event, place) => {
        const definition = this.definitions.get(event.type);
        if (!definition) return;
        try {
          const data = current(definition, event);
          batch.events.push({ kind: 'event', type: event.type, data, occurrence: at(place, event.occurredAt) });
        } catch (error) {
          bury(event.type, place, error);
        }
      });
    } catch (error) {
      bury(UNKNOWN, 0, error);
    }
  }
}

/** The part of a batch that a projection has not seen yet and has a fold for. */
export function partFor(projection: Projection, position: number, { events, dead }: ReadBatch) {
  const isNewFor = ({ type, occurrence }: ReadEvent) => occurrence.position > position && (type in projection.on || type === UNKNOWN);
  return { events: events.filter(isNewFor), dead: dead.filter(({ event }) => isNewFor(event)) };
}

function instantOf(time: string): Date {
  const instant = new Date(time);
  if (Number.isNaN(instant.getTime())) throw new Error(`${time} is no time at which an event may have occurred`);
  return instant;
}
