import { z } from 'zod';

/** A saga or gathering, as whoever operates the shop sees it. */
export const ProcessView = z.object({
  /** The kind of its stream, such as `saga-checkout`, and its key. */
  name: z.string(),
  key: z.string(),
  status: z.enum(['under way', 'completed', 'compensating', 'failed', 'expired', 'ended']),
  /** The steps, undoings or parts that it waits for. */
  waitsFor: z.array(z.string()),
  /** How often it has asked for one of them, at most. */
  attempts: z.number().int(),
  /** Why it was refused, or failed. */
  reason: z.string().nullable(),
  /** UTC instants; it waits until `dueAt`. */
  dueAt: z.string().nullable(),
  startedAt: z.string(),
  changedAt: z.string(),
});
export type ProcessView = z.infer<typeof ProcessView>;

/** The platform's own question to a vertical: which of your sagas and gatherings are under way? */
export const ProcessesRequest = z.object({
  /** Only those that are stuck: asked again and again, refused, or overdue. */
  isStuck: z.boolean().default(false),
});
export type ProcessesRequest = z.infer<typeof ProcessesRequest>;

/** What is under way, the longest unchanged first. */
export const ProcessList = z.object({
  processes: z.array(ProcessView),
  /** How many there are, also of those that are not listed. */
  total: z.number().int(),
});
export type ProcessList = z.infer<typeof ProcessList>;

const process = z.object({ name: z.string().min(1), key: z.string().min(1) });

/** The platform's own request to a vertical: ask at once for what this saga waits for. */
export const RetryRequest = process;
export type RetryRequest = z.infer<typeof RetryRequest>;

/** The platform's own request to a vertical: let this saga fail, and undo what it has done. */
export const CompensationRequest = process.extend({ reason: z.string().min(1) });
export type CompensationRequest = z.infer<typeof CompensationRequest>;

/** How the saga stands after that. */
export const ProcessOutcome = z.object({ status: ProcessView.shape.status, waitsFor: z.array(z.string()) });
export type ProcessOutcome = z.infer<typeof ProcessOutcome>;
