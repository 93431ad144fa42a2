import { z } from 'zod';

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
