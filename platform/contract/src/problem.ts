import { z } from 'zod';
import { ofWellFormedTexts } from './text.ts';

/** Problem details (RFC 9457): the one shape of an error, on NATS and over HTTP. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** What is wrong with the input, by JSON path. */
  errors: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  /** Milliseconds after which asking again makes sense. */
  retryAfter: z.number().optional(),
});
export type Problem = z.infer<typeof Problem>;

const titles = {
  'invalid-message': [400, 'The message does not fit its schema'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Your role does not allow this'],
  'not-found': [404, 'There is nothing here'],
  rejected: [409, 'The request was refused'],
  'release-gone': [410, 'This release no longer runs; take up the live one'],
  'view-behind': [412, 'The view has not seen that write yet'],
  'position-unknown': [412, 'The log has no such position'],
  'too-large': [413, 'The message is too large'],
  'name-taken': [422, 'Another request has this name already'],
  'too-many-requests': [429, 'You ask for more than your share'],
  'too-busy': [503, 'Too many requests are under way'],
  unavailable: [503, 'The vertical is unavailable'],
  full: [507, 'There is no room for more'],
  'deadline-exceeded': [504, 'The answer did not come in time'],
  internal: [500, 'Something went wrong'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemType = keyof typeof titles;
/** Every known type of problem. */
export const problemTypes = Object.keys(titles) as ProblemType[];

const urnOf = (type: ProblemType) => `urn:jogakbo:problem:${type}`;

/** Whether problem details are of a known type. */
export const isProblem = ({ type }: Pick<Problem, 'type'>, known: ProblemType): boolean => type === urnOf(known);

/** Makes problem details of a known type, with its status and title. */
export function problem(type: ProblemType, detail?: string, rest: Partial<Problem> = {}): Problem {
  const [status, title] = titles[type];
  return { type: urnOf(type), title, status, ...(detail !== undefined && { detail }), ...rest };
}

/** A problem on its way up the stack: throw it, and the caller gets its details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** @param options The cause is for our own log: nobody else is told it. */
  constructor(details: Problem, options?: ErrorOptions) {
    super(details.detail ?? details.title, options);
    this.problem = details;
  }
  is(type: ProblemType): boolean {
    return isProblem(this.problem, type);
  }
}

/** The most errors that are listed: an answer must not grow with what is wrong. */
const MOST_ERRORS = 500;
const cut = (text: string) => text.slice(0, 300).toWellFormed();

/** Parses input at an edge: returns it typed, all its texts well-formed, or throws a problem that lists what is wrong with its path, up to 500 errors. */
export function parseOrProblem<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  const result = ofWellFormedTexts(schema).safeParse(input);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errors = issues.slice(0, MOST_ERRORS).map(({ path, message }) => ({ path: cut(`/${path.join('/')}`), reason: cut(message) }));
  throw new ProblemError(problem('invalid-message', `${what}: ${sentenceOf(errors[0]!, issues.length - 1)}`, { errors }));
}

const sentenceOf = ({ path, reason }: NonNullable<Problem['errors']>[number], more: number) =>
  `${path} ${reason}${more > 0 ? `, and ${more} more error(s)` : ''}`;
