import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import { KINDS } from './kinds.ts';

/** What can be asked for: the kinds of secrets that the shop makes, those that it was given, and the password of a person. */
const CHOICES = [...KINDS, 'given', 'account'] as const;
/** Left out, a person's password: somebody has to be told it. */
const BY_DEFAULT = [...KINDS, 'given'] as const;

/** Which secrets are to be rotated. */
export const RotationRequest = z.object({
  only: z
    .array(z.enum(CHOICES))
    .min(1)
    .default([...BY_DEFAULT]),
  /** Whether old values are refused as soon as everybody who can be moved has been, without a time of grace. */
  now: z.boolean().default(false),
});
export type RotationRequest = z.infer<typeof RotationRequest>;

/** What came of a rotation. */
export interface RotationOutcome {
  /** How many secrets have other values. */
  readonly rotated: number;
  /** Which of the settings were read anew. */
  readonly given: readonly string[];
  /** Old values that are good for a while, by the name of their secret and until when. */
  readonly until: Readonly<Record<string, string>>;
  /** Of the staff's account, where it has a new password: it is said here and nowhere else. */
  readonly account?: { readonly name: string; readonly password: string } | undefined;
}

/** Reads the arguments of the command line, or throws a Problem that shows the usage. */
export function rotationArgs(args: string[]): RotationRequest & { list: boolean } {
  const usage = `npm run rotate -- [--only ${CHOICES.join('|')}] [--now], or --list`;
  try {
    const options = { only: { type: 'string' }, now: { type: 'boolean' }, list: { type: 'boolean' } } as const;
    const { only, now, list = false } = parseArgs({ args, options }).values;
    return { ...RotationRequest.parse({ only: only?.split(','), now }), list };
  } catch (error) {
    const reason = error instanceof z.ZodError ? `Unknown secrets: ${args.join(' ')}` : (error as Error).message.split('. ')[0]!;
    throw new Problem(reason, usage, { cause: error });
  }
}
