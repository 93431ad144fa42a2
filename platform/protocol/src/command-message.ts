import { z } from 'zod';
import type { Wire } from './commit.ts';
import { headerNames, type Envelope } from './envelope.ts';

/** Who has to be told what became of a command, and where it finds its place there. */
export const Reply = z.object({
  vertical: z.string(),
  /** The kind of stream of the process that sent it, and the process's key. */
  aggregate: z.string(),
  key: z.string(),
  purpose: z.string(),
  /** Whether that it was done is told as well; that it was refused always is. */
  confirm: z.boolean(),
});
export type Reply = z.infer<typeof Reply>;

/** A command as it travels when nobody waits for its answer. */
export interface CommandMessage {
  readonly type: string;
  readonly data: unknown;
  /** Its id is the command's: the same however often it is sent. */
  readonly envelope: Envelope;
  readonly reply?: Reply | undefined;
}

/** The broker message of an asynchronous command: a CloudEvent in binary mode. */
export function commandWire({ type, data, envelope, reply }: CommandMessage, source: string): Wire {
  return {
    headers: {
      [headerNames.specversion]: '1.0',
      [headerNames.id]: envelope.id,
      [headerNames.source]: `/${source}`,
      [headerNames.type]: type,
      [headerNames.time]: envelope.occurredAt,
      [headerNames.contentType]: 'application/json',
      [headerNames.correlationId]: envelope.correlationId,
      ...(envelope.causationId && { [headerNames.causationId]: envelope.causationId }),
      ...(envelope.traceparent && { [headerNames.traceparent]: envelope.traceparent }),
      ...(reply && { [headerNames.reply]: JSON.stringify(reply) }),
    },
    body: JSON.stringify(data),
  };
}

const text = z.string().min(1);
const CommandHeaders = z.object({
  id: text,
  type: text,
  occurredAt: z.iso.datetime(),
  correlationId: text,
  causationId: text.optional(),
  traceparent: text.optional(),
});

/**
 * Reads an asynchronous command.
 *
 * @throws ZodError or SyntaxError when it is none.
 */
export function readCommand(get: (name: string) => string | undefined, json: () => unknown): CommandMessage {
  const { type, ...envelope } = CommandHeaders.parse({
    id: get(headerNames.id) || undefined,
    type: get(headerNames.type) || undefined,
    occurredAt: get(headerNames.time) || undefined,
    correlationId: get(headerNames.correlationId) || undefined,
    causationId: get(headerNames.causationId) || undefined,
    traceparent: get(headerNames.traceparent) || undefined,
  });
  const reply = get(headerNames.reply);
  return { type, data: json(), envelope, reply: reply ? Reply.parse(JSON.parse(reply)) : undefined };
}
