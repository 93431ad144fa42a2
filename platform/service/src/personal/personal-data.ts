import { personalFields, type Event, type EventDefinition } from '@jogakbo/contract';
import { seal } from './sealing.ts';

/** What an aggregate needs to write personal data, and to forget it. */
export interface PersonalData {
  /** The key of an aggregate, by the subject of its stream; `null` once it is forgotten. */
  readonly keyFor: (subject: string) => Promise<Buffer | null>;
  readonly forget: (subject: string) => Promise<void>;
}

/** An event that is about to be written: its id, and what it is. */
export interface Unwritten {
  readonly id: string;
  readonly event: Event;
  readonly definition: EventDefinition;
}

/** Where a value stands: it is bound to that. */
export const placeOf = (subject: string, eventId: string, field: string): string => [subject, eventId, field].join('\n');

/** Events as they go to the log: what is personal in them is sealed with their aggregate's key, or left out where that is forgotten. */
export async function sealedEvents(subject: string, events: readonly Unwritten[], personal: PersonalData | undefined): Promise<Event[]> {
  if (events.every(({ event, definition }) => saidIn(event, definition).length === 0)) return events.map(({ event }) => event);
  const key = await personal!.keyFor(subject);
  return events.map(({ id, event, definition }) => {
    const fields = saidIn(event, definition);
    const sealed = fields.map((field) => [field, key && seal(event.data[field], key, placeOf(subject, id, field))]);
    return { ...event, data: { ...event.data, ...Object.fromEntries(sealed) } };
  });
}

const saidIn = ({ data }: Event, definition: EventDefinition) =>
  personalFields(definition).filter((field) => data[field] !== undefined && data[field] !== null);
