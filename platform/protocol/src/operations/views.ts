import { z } from 'zod';
import { Change } from './log.ts';

/** Milliseconds that a vertical gets to fold one row out of a long log. */
export const ROW_DEADLINE = 120_000;

const position = z.number().int().nonnegative();

/** A table that a vertical folds of a log, and how far it has got. */
export const ProjectedView = z.object({
  /** The projection's name. */
  view: z.string(),
  table: z.string(),
  stream: z.string(),
  position,
  /** The log's newest position. */
  end: position,
  /** How far a rebuild beside it has got, while there is one. */
  rebuild: position.optional(),
});
export type ProjectedView = z.infer<typeof ProjectedView>;

/** The answer to the platform's own question to a vertical: which views do you keep? */
export const ProjectedViews = z.object({ views: z.array(ProjectedView) });
export type ProjectedViews = z.infer<typeof ProjectedViews>;

/** The platform's own request to a vertical: fold a view anew, and let it take the old one's place. */
export const RebuildRequest = z.object({ view: z.string().min(1) });
export type RebuildRequest = z.infer<typeof RebuildRequest>;

/** What became of it: a view that is being rebuilt already goes on being so. */
export const RebuildAnswer = z.object({ view: z.string(), isNew: z.boolean() });
export type RebuildAnswer = z.infer<typeof RebuildAnswer>;

/** A moment of a log: what stood in it up to a position, or at a UTC instant by the clock of the broker that keeps it. */
export const LogMoment = z.union([z.strictObject({ position }), z.strictObject({ at: z.iso.datetime() })]);
export type LogMoment = z.infer<typeof LogMoment>;

/** The platform's own question to a vertical: what is, or was, this row of a view? And what has changed in it since? */
export const RowRequest = z.object({
  view: z.string().min(1),
  key: z.string().min(1),
  /** Now, unless told. */
  asOf: LogMoment.optional(),
  since: LogMoment.optional(),
});
export type RowRequest = z.infer<typeof RowRequest>;

/** A row as its view's rule of today folds it out of the log as it was. */
const FoldedRow = z.object({
  /** As the table would have it; `null` when there was none. */
  row: z.record(z.string(), z.any()).nullable(),
  /** The last of the events that it was folded from; missing when none was about it. */
  last: z.object({ position, occurredAt: z.string(), type: z.string() }).optional(),
  /** Where the folding came to an end, since the event could not be read or folded: all later ones wait behind it. */
  stopped: z.object({ position, reason: z.string() }).optional(),
});
export type FoldedRow = z.infer<typeof FoldedRow>;

/** A row at one moment of the log. */
export const PastRow = FoldedRow.extend({
  view: z.string(),
  key: z.string(),
  stream: z.string(),
  /** The first position that the log still has: what stood before it is not in the row. */
  begins: position,
  /** When it was asked since when: the row then, and what has changed. */
  since: FoldedRow.extend({ changes: z.array(Change) }).optional(),
});
export type PastRow = z.infer<typeof PastRow>;
