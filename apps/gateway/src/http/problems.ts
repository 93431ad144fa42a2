import { problem, ProblemError, type Problem } from '@jogakbo/contract';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Problems that only HTTP knows: the platform's other processes never state them. */
const titles = {
  405: ['method-not-allowed', 'This address does not answer that method'],
  406: ['not-acceptable', 'There is no answer in a form that you accept'],
  408: ['request-timeout', 'The request did not arrive in time'],
  414: ['address-too-long', 'The address is too long'],
  415: ['unsupported-body', 'The body must be JSON (content-type: application/json), or a form at its own address'],
  431: ['headers-too-large', 'The headers are too large'],
} as const;

export type HttpOnlyStatus = keyof typeof titles;

export function httpProblem(status: HttpOnlyStatus, detail?: string): Problem {
  const [type, title] = titles[status];
  return { type: `urn:jogakbo:problem:${type}`, title, status, ...(detail !== undefined && { detail }) };
}

/** A problem that only HTTP knows, thrown. */
export class HttpProblem extends ProblemError {
  constructor(status: HttpOnlyStatus, detail?: string) {
    super(httpProblem(status, detail));
  }
}

/** A method that the address does not answer; the answer names those that it does. */
export class MethodNotAllowed extends HttpProblem {
  readonly allow: readonly string[];
  constructor(allow: readonly string[]) {
    super(405, `It answers ${allow.join(', ')}.`);
    this.allow = allow;
  }
}

/** Any thrown thing as problem details; what is nobody's fault but ours keeps its reason to itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const status = statusOf(error);
  if (status === 404) return problem('not-found');
  if (status === 413) return problem('too-large');
  if (status in titles) return httpProblem(status as HttpOnlyStatus);
  // What somebody else's code says of a mistake may say more than its sender should know.
  return problem(status >= 400 && status < 500 ? 'invalid-message' : 'internal');
}

function statusOf(error: unknown): number {
  const { statusCode, getStatus } = (error ?? {}) as { statusCode?: number; getStatus?: () => number };
  return getStatus?.call(error) ?? statusCode ?? 500;
}

/** The headers that a problem's answer needs beside its content type. */
export function problemHeaders({ status, retryAfter }: Problem): Record<string, string> {
  return {
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    ...((status === 503 || status === 429) && { 'retry-after': String(Math.ceil((retryAfter ?? 1000) / 1000)) }),
    ...(status === 401 && { 'www-authenticate': 'Bearer realm="jogakbo"' }),
  };
}
