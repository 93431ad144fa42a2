import { z } from 'zod';
import { eventHeaders, headerNames, type Envelope } from './envelope.ts';
import {
  personalFields,
  withoutPersonal,
  withoutSealed,
  allWellFormed,
  textFaults,
  type Event,
  type EventDefinition,
} from '@jogakbo/contract';

/** An event and what it is, as its owner says it. */
export interface Happening {
  readonly definition: EventDefinition;
  readonly event: Event;
}

/** A broker message: headers and a JSON body. */
export interface Wire {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An event as it stands in a log: maybe of a former version, its data not yet read. */
export interface LoggedEvent {
  readonly id: string;
  /** What it shares with all that one request led to; its own id when it led to nothing. */
  readonly correlationId: string;
  /** The id of the message that it is the effect of. */
  readonly causationId?: string | undefined;
  /** W3C trace context. */
  readonly traceparent?: string | undefined;
  readonly type: string;
  readonly version: number;
  readonly data: () => unknown;
  /** A UTC instant, ISO 8601. */
  readonly occurredAt: string;
}

/**
 * Whether an event may enter a log: its data fits its definition, and has no text that its readers could not keep.
 *
 * @throws Error which says what is wrong with it, and where.
 */
export function assertLoggable({ type, schema }: EventDefinition, data: unknown): void {
  schema.parse(data);
  // Also in fields that nobody declares: they would be logged all the same.
  const [fault] = textFaults(data);
  if (fault) throw new Error(`${type} can't be logged: /${fault.path.join('/')} ${fault.reason}`);
}

const BATCH = 'application/cloudevents-batch+json';

/** The ids of a commit's events: that of a single one is the commit's. */
export const eventIds = (commitId: string, events: readonly unknown[]): string[] =>
  events.map((_, place) => (events.length === 1 ? commitId : `${commitId}.${place + 1}`));

/**
 * The events of one decision as one broker message: CloudEvents 1.0, a single event in binary mode, several as a JSON batch.
 *
 * @remarks The headers always have the envelope: those of a batch speak of its first event.
 */
export function commitMessage(happenings: readonly Happening[], key: string, envelope: Envelope): Wire {
  const [first, ...more] = happenings;
  if (!first) throw new Error('A commit has at least one event.');
  const headers = eventHeaders(first.definition, key, envelope);
  if (more.length === 0) return { headers, body: JSON.stringify(first.event.data) };
  const ids = eventIds(envelope.id, happenings);
  const body = happenings.map(({ definition, event }, place) => ({
    ...attributesOf(eventHeaders(definition, key, { ...envelope, id: ids[place]! })),
    data: event.data,
  }));
  return { headers: { ...headers, [headerNames.contentType]: BATCH }, body: JSON.stringify(body) };
}

/** What CloudEvents calls attributes: in JSON they have no prefix. */
const attributesOf = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (name.startsWith('ce-') ? [[name.slice(3), value]] : [])));

const BatchedEvent = z.object({
  id: z.string().min(1),
  correlationid: z.string().optional(),
  causationid: z.string().optional(),
  type: z.string().min(1),
  time: z.string().min(1),
  dataversion: z.coerce.number().int().positive(),
  data: z.unknown(),
});

/**
 * The events that a broker message has.
 *
 * @param get A header by its name.
 * @throws Error when a header is missing; ZodError when a batch is none.
 */
export function eventsIn(get: (name: string) => string | undefined, json: () => unknown): LoggedEvent[] {
  const traceparent = get(headerNames.traceparent) || undefined;
  if (get(headerNames.contentType) === BATCH)
    return z
      .array(BatchedEvent)
      .parse(json())
      .map(({ id, correlationid, causationid, type, time, dataversion, data }) => ({
        ...{ id, correlationId: correlationid ?? id, causationId: causationid, traceparent },
        ...{ type, version: dataversion, data: () => data, occurredAt: time },
      }));
  const needed = (name: string) => {
    const value = get(name);
    if (!value) throw new Error(`The event has no header ${name}`);
    return value;
  };
  const id = needed(headerNames.id);
  return [
    {
      id,
      correlationId: get(headerNames.correlationId) || id,
      causationId: get(headerNames.causationId) || undefined,
      traceparent,
      ...{ type: needed(headerNames.type), version: Number(get(headerNames.dataversion) ?? 1) },
      ...{ occurredAt: needed(headerNames.time), data: json },
    },
  ];
}

/**
 * What an event says today to whoever reads it, whatever version of it was logged: what is personal in it is `null`.
 *
 * @remarks Texts that no message may have by now are read as well-formed ones; but for the key, which another aggregate could have then.
 * @throws Error for a version that is newer than the definition; ZodError when the data doesn't fit.
 */
export function current<Data>(definition: EventDefinition<string, Data>, logged: Pick<LoggedEvent, 'type' | 'version' | 'data'>): Data {
  // A former version may have sealed what is no field any more.
  const maySeal = personalFields(definition).length > 0 || logged.version < definition.version;
  if (!maySeal) return currentWith(definition, logged);
  return withoutPersonal(definition, currentWith(definition, { ...logged, data: () => withoutSealed(logged.data()) }));
}

/** As `current`, with what is personal in it as the data has it: whoever asks has opened it. */
export function currentWith<Data>(
  definition: EventDefinition<string, Data>,
  { type, version, data }: Pick<LoggedEvent, 'type' | 'version' | 'data'>,
): Data {
  if (version > definition.version)
    throw new Error(`${type} has version ${version}, and version ${definition.version} is the newest known here`);
  let upcast = data();
  for (let former = version; former < definition.version; former += 1) upcast = definition.upcasts[former]!(upcast);
  const read = definition.schema.safeParse(upcast);
  return read.success ? read.data : definition.schema.parse(mended(definition, upcast));
}

function mended({ by }: EventDefinition, data: unknown): unknown {
  const read = allWellFormed(data) as Record<string, unknown> | null;
  return typeof read === 'object' ? { ...read, [by]: (data as typeof read)?.[by] } : read;
}
