import { z } from 'zod';

/** Milliseconds that a vertical gets to walk its whole log. */
export const VERIFICATION_DEADLINE = 600_000;

/** Something in a log that is not as it was written. */
export const Finding = z.object({
  /** The stream, or the subject of the whole log where no stream is at fault. */
  subject: z.string(),
  position: z.number().int(),
  /** What is wrong, in one sentence. */
  what: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** The platform's own question to a vertical: is your log as it was written? The answer. */
export const Verification = z.object({
  vertical: z.string(),
  /** What was walked; a vertical without a log of its own has only been asked what it knows of others'. */
  log: z.object({ commits: z.number().int(), streams: z.number().int() }).optional(),
  /** The first of them, by position. */
  findings: z.array(Finding),
  /** How many there are, also of those that are not listed. */
  total: z.number().int(),
});
export type Verification = z.infer<typeof Verification>;

/** A point in an aggregate's history: after so many events, or as it was at a UTC instant. */
export const AsOf = z.union([z.strictObject({ version: z.number().int().nonnegative() }), z.strictObject({ at: z.iso.datetime() })]);
export type AsOf = z.infer<typeof AsOf>;

/** Which aggregate is asked about; its key is part of a subject, so it has no wildcard. */
const Aggregate = z.object({
  aggregate: z.string().min(1),
  key: z.string().regex(/^[^\s*>]+$/, 'must not be empty, nor have spaces, * or >'),
});

/** The platform's own question to a vertical: what has happened to this aggregate? */
export const HistoryRequest = Aggregate;
export type HistoryRequest = z.infer<typeof HistoryRequest>;

/** One commit of an aggregate's stream, as people read it. */
export const HistoryCommit = z.object({
  /** How many events the stream has with it. */
  version: z.number().int(),
  position: z.number().int(),
  occurredAt: z.string(),
  id: z.string(),
  correlationId: z.string().optional(),
  causationId: z.string().optional(),
  /** Data as it is read today; as it was logged, with the reason, where it cannot be read. */
  events: z.array(z.object({ type: z.string(), data: z.any(), unreadable: z.string().optional() })),
});
export type HistoryCommit = z.infer<typeof HistoryCommit>;

/** All that has happened to an aggregate, oldest first, and what is wrong with its stream. */
export const History = Aggregate.extend({ commits: z.array(HistoryCommit), findings: z.array(Finding) });
export type History = z.infer<typeof History>;

/** The platform's own question to a vertical: what is, or was, this aggregate's state? And what has changed since? */
export const StateRequest = Aggregate.extend({
  /** Now, unless told. */
  asOf: AsOf.optional(),
  since: AsOf.optional(),
});
export type StateRequest = z.infer<typeof StateRequest>;

/** A value that differs between two states; one that is missing was not there. */
export const Change = z.object({
  /** A JSON Pointer (RFC 6901). */
  path: z.string(),
  before: z.any().optional(),
  after: z.any().optional(),
});
export type Change = z.infer<typeof Change>;

/** An aggregate's state at one point of its history. */
export const AggregateState = Aggregate.extend({
  version: z.number().int(),
  state: z.any(),
  /** When it was asked since when: the version then, and what has changed. */
  since: z.object({ version: z.number().int(), changes: z.array(Change) }).optional(),
  findings: z.array(Finding),
});
export type AggregateState = z.infer<typeof AggregateState>;
