import { z } from 'zod';

/** What became of a command. */
export const CommandOutcome = z.object({
  aggregate: z.string(),
  key: z.string(),
  purpose: z.string(),
  outcome: z.enum(['done', 'refused']),
  reason: z.string().optional(),
});
export type CommandOutcome = z.infer<typeof CommandOutcome>;
