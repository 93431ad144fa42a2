import type { FastifyRequest } from 'fastify';
import { CORRELATION_HEADER, headerNames } from '@jogakbo/protocol';
import { callFrom, type Call } from '@jogakbo/runtime';

const DEFAULT_DEADLINE = 10_000;
const calls = new WeakMap<FastifyRequest, Call>();

/** The call that a request over HTTP starts: its trace and its correlation; no roles, nothing awaited, a long deadline. */
export function callOf(request: FastifyRequest): Call {
  const known = calls.get(request);
  if (known) return known;
  const call = callFrom((name) => received(request, name), DEFAULT_DEADLINE);
  calls.set(request, call);
  return call;
}

/** The same call with its deadline shortened to what the owner of a message allows. */
export const callWithin = (request: FastifyRequest, longest: number, rest: Partial<Call> = {}): Call => ({
  ...callOf(request),
  ...rest,
  deadlineAt: Math.min(callOf(request).deadlineAt, performance.now() + longest),
});

const CORRELATION = /^[\w.:-]{1,128}$/;

function received({ headers }: FastifyRequest, name: string): string | undefined {
  if (name === headerNames.correlationId) return CORRELATION.exec(String(headers[CORRELATION_HEADER] ?? ''))?.[0];
  const passed = name === headerNames.deadline || name === headerNames.after || name === headerNames.traceparent;
  return passed ? headers[name]?.toString() : undefined;
}
