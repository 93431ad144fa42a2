import { z } from 'zod';

/** Milliseconds that a vertical gets to redeliver dead letters. */
export const REDELIVERY_DEADLINE = 60_000;

const text = z.string().min(1);
const position = z.number().int().nonnegative();

/** The first dead letter of a key, and how many wait behind it. */
export const Letter = z.object({
  reader: z.string(),
  /** The JetStream stream that the reader reads. */
  stream: z.string(),
  position,
  /** Place among the events of its commit, from 0. */
  place: z.number().int(),
  type: z.string(),
  /** What of the reader's waits: a row, a process, an aggregate; each command stands alone. */
  key: z.string(),
  reason: z.string(),
  /** A UTC instant. */
  failedAt: z.string(),
  waiting: z.number().int(),
});
export type Letter = z.infer<typeof Letter>;

/** The platform's own question to a vertical: what has failed for good? */
export const LettersRequest = z.object({ reader: text.optional() });
export type LettersRequest = z.infer<typeof LettersRequest>;

/** A reader that cannot go on, and has not left out what it fails of. */
export const FailingReader = z.object({
  reader: z.string(),
  stream: z.string(),
  /** The last position that it has seen. */
  position,
  reason: z.string(),
  /** A UTC instant. */
  since: z.string(),
});
export type FailingReader = z.infer<typeof FailingReader>;

/** What has failed for good, key by key. */
export const Letters = z.object({
  /** Those that failed first. */
  letters: z.array(Letter),
  /** How many keys have some, also of those that are not listed. */
  keys: z.number().int(),
  /** Readers that stand still. */
  failing: z.array(FailingReader).default([]),
});
export type Letters = z.infer<typeof Letters>;

/** The platform's own request to a vertical: do again what has failed, of one reader or key, or all of it. */
export const RedeliveryRequest = z.object({ reader: text.optional(), key: text.optional() });
export type RedeliveryRequest = z.infer<typeof RedeliveryRequest>;

/** What became of a redelivery. */
export const Redelivered = z.object({
  /** How many letters are none any more. */
  redelivered: z.number().int(),
  /** The first of those that failed again, with the new reason; what waits behind one of them still does. */
  failed: z.array(Letter),
  /** Whether each key had its turn in the time that there was. */
  isWhole: z.boolean(),
});
export type Redelivered = z.infer<typeof Redelivered>;

/** The platform's own request to a vertical: forget the letter that others of its key wait behind. */
export const DiscardRequest = z.object({ reader: text, position, stream: text.optional() });
export type DiscardRequest = z.infer<typeof DiscardRequest>;
