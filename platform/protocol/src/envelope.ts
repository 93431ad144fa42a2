import { z } from 'zod';
import type { EventDefinition } from '@jogakbo/contract';

/** What travels with a message and is not its data. */
export interface Envelope {
  readonly id: string;
  /** All messages of one business process share it. */
  readonly correlationId: string;
  /** The id of the message that led to this one. */
  readonly causationId?: string;
  /** A UTC instant, ISO 8601. */
  readonly occurredAt: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

/** Header names of the wire: CloudEvents 1.0 binary mode, W3C trace context, and the platform's own. */
export const headerNames = {
  id: 'ce-id',
  source: 'ce-source',
  type: 'ce-type',
  specversion: 'ce-specversion',
  time: 'ce-time',
  subject: 'ce-subject',
  dataversion: 'ce-dataversion',
  correlationId: 'ce-correlationid',
  causationId: 'ce-causationid',
  contentType: 'content-type',
  traceparent: 'traceparent',
  /** Milliseconds that are left for the answer; every hop shortens it. */
  deadline: 'jogakbo-deadline',
  /** Positions that the answer must have seen: `assortment:42,checkout:7`. */
  after: 'jogakbo-after',
  /** Roles of the caller, as the gateway checked them. */
  roles: 'jogakbo-roles',
  /** Which client gives a scarce command, as a fingerprint that says nothing else of it; absent for staff and the shop's own processes. */
  client: 'jogakbo-client',
  /** The visitor's cookies that the asked vertical declares; in an answer, those that it sets. */
  cookies: 'jogakbo-cookies',
  /** To whom, and for what, the outcome of an asynchronous command is told: `Reply` as JSON. */
  reply: 'jogakbo-reply',
  /** The caller's own name for a request that may come again; absent where it has none. */
  named: 'jogakbo-named',
  /** On a commit: the fingerprint of the command that it is the outcome of. */
  asked: 'jogakbo-asked',
  /** Present on every part of an answer but the last. */
  more: 'jogakbo-more',
  /** Present when the answer is a problem (RFC 9457). */
  problem: 'jogakbo-problem',
} as const;

/** The correlation id of a request over HTTP: taken from the caller, and given back. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** The headers of an event in CloudEvents binary mode; the body is its data as JSON. */
export function eventHeaders(event: EventDefinition, key: string, envelope: Envelope): Record<string, string> {
  return {
    [headerNames.specversion]: '1.0',
    [headerNames.id]: envelope.id,
    [headerNames.source]: `/${event.vertical}/${event.aggregate}`,
    [headerNames.type]: event.type,
    [headerNames.dataversion]: String(event.version),
    [headerNames.subject]: key,
    [headerNames.time]: envelope.occurredAt,
    [headerNames.contentType]: 'application/json',
    [headerNames.correlationId]: envelope.correlationId,
    ...(envelope.causationId && { [headerNames.causationId]: envelope.causationId }),
    ...(envelope.traceparent && { [headerNames.traceparent]: envelope.traceparent }),
  };
}

const ReceivedHeaders = z.object({
  [headerNames.specversion]: z.literal('1.0'),
  [headerNames.id]: z.string().min(1),
  [headerNames.type]: z.string().min(1),
  [headerNames.dataversion]: z.coerce.number().int().positive().default(1),
  [headerNames.subject]: z.string().min(1),
  [headerNames.time]: z.iso.datetime(),
  [headerNames.correlationId]: z.string().min(1),
  [headerNames.causationId]: z.string().optional(),
  [headerNames.traceparent]: z.string().optional(),
});

/** Reads the headers of a received event; throws a ZodError that names what is missing or malformed. */
export function readEventHeaders(get: (name: string) => string | undefined) {
  const read = ReceivedHeaders.parse(Object.fromEntries(Object.keys(ReceivedHeaders.shape).map((name) => [name, get(name) || undefined])));
  return {
    type: read[headerNames.type],
    version: read[headerNames.dataversion],
    key: read[headerNames.subject],
    envelope: {
      id: read[headerNames.id],
      occurredAt: read[headerNames.time],
      correlationId: read[headerNames.correlationId],
      causationId: read[headerNames.causationId],
      traceparent: read[headerNames.traceparent],
    } satisfies Envelope,
  };
}
