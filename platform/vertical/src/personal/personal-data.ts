import { eventIds, type Happening } from '@jogakbo/protocol';
import { personalFields, type EventDefinition } from '@jogakbo/contract';
import type { Decider } from '@jogakbo/domain';
import { seal } from './sealing.ts';

/** What an aggregate needs to write personal data, and to forget it. */
export interface PersonalData {
  /** The key of an aggregate, by the subject of its stream; `null` once it is forgotten. */
  readonly keyFor: (subject: string) => Promise<Buffer | null>;
  readonly forget: (subject: string) => Promise<void>;
}

/** Where a value stands: it is bound to that. */
export const placeOf = (subject: string, eventId: string, field: string): string => [subject, eventId, field].join('\n');

/** @throws Error for a decider whose events have personal data, where there are no keys to it. */
export function assertKeys({ name, events }: Decider<any, any, any>, personal: PersonalData | undefined): void {
  const about = Object.values<EventDefinition>(events).find((event) => event.forgets || personalFields(event).length > 0);
  if (about && !personal) throw new Error(`${name}: ${about.type} is about personal data, and there are no keys to it.`);
}

/** The commit that events are to be written by. */
interface Unwritten {
  readonly id: string;
  readonly subject: string;
}

/** Events as they go to the log: what is personal in them is sealed with their aggregate's key, or left out where that is forgotten. */
export async function sealed(
  happenings: readonly Happening[],
  { id, subject }: Unwritten,
  personal: PersonalData | undefined,
): Promise<readonly Happening[]> {
  if (happenings.every((happening) => saidIn(happening).length === 0)) return happenings;
  const key = await personal!.keyFor(subject);
  const ids = eventIds(id, happenings);
  return happenings.map((happening, place) => {
    const { definition, event } = happening;
    const fields = saidIn(happening).map((field) => [field, key && seal(event.data[field], key, placeOf(subject, ids[place]!, field))]);
    return { definition, event: { ...event, data: { ...event.data, ...Object.fromEntries(fields) } } };
  });
}

const saidIn = ({ definition, event: { data } }: Happening) =>
  personalFields(definition).filter((field) => data[field] !== undefined && data[field] !== null);
