import { AsyncLocalStorage } from 'node:async_hooks';
import { headerNames, type Envelope } from '@jogakbo/protocol';
import { problem, ProblemError, type Role } from '@jogakbo/contract';
import { CookieJar } from './cookies.ts';
import { machine } from './machine.ts';

/** What a piece of work knows of the request that caused it. */
export interface Call {
  /** By `machine.elapsed()`: after it nobody waits for the answer. */
  readonly deadlineAt: number;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent: string;
  readonly roles: readonly Role[];
  /** Tells the client that gives a scarce command from other clients, for a day, and says nothing else of it; it is not handed on. */
  readonly client?: string;
  /** Positions that an answer must have seen, by stream. */
  readonly after: ReadonlyMap<string, number>;
  /** The fingerprint of the command that is carried out. */
  readonly asked?: string;
  /** The id of a command that may come again: absent where somebody waits for the answer and decides that. */
  readonly commandId?: string;
  /** The visitor's cookies; absent where no visitor waits. */
  readonly cookies?: CookieJar;
}

/** A command has come again: its effect is there already. */
export class AlreadyHandled extends Error {
  constructor(commandId: string) {
    super(`The command ${commandId} has been handled already`);
  }
}

const calls = new AsyncLocalStorage<Call>();

export const currentCall = (): Call | undefined => calls.getStore();
export const inCall = <T>(call: Call, work: () => T): T => calls.run(call, work);

const DEFAULT_DEADLINE = 2000;

/** Milliseconds that are left for the current call; the default when there is none. */
export const remaining = (call = currentCall()): number => (call ? Math.max(0, call.deadlineAt - machine.elapsed()) : DEFAULT_DEADLINE);

/** Throws when nobody waits any more: work that starts late is work for nothing. */
export function assertInTime(call = currentCall()): void {
  if (remaining(call) <= 0) throw new ProblemError(problem('deadline-exceeded'));
}

/** What the work gives, or `deadline-exceeded` when nobody waits any more; the work itself goes on. */
export async function inTime<T>(call: Call, work: Promise<T>): Promise<T> {
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const late = machine.after(remaining(call), () => reject(new ProblemError(problem('deadline-exceeded'))));
  try {
    return await Promise.race([work, deadline]);
  } finally {
    late.callOff();
  }
}

/** A new span of the same trace, or a new trace (W3C trace context, sampled). */
export function spanOf(traceparent?: string): string {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1];
  return `00-${trace ?? randomHex()}-${randomHex().slice(16)}-01`;
}

/** 32 digits. */
const randomHex = () => machine.newId().replaceAll('-', '');

export const traceId = (call = currentCall()): string | undefined => call?.traceparent.split('-')[1];

type Get = (name: string) => string | undefined;

/** Reads a call from received headers; the deadline shortens to what the owner of the message allows. */
export function callFrom(get: Get, longest: number): Call {
  const asked = Number(get(headerNames.deadline));
  const after = (get(headerNames.after) ?? '').split(',').flatMap((entry) => {
    const [stream, position] = entry.split(':');
    return stream && Number.isSafeInteger(Number(position)) ? [[stream, Number(position)] as const] : [];
  });
  return {
    deadlineAt: machine.elapsed() + Math.min(longest, asked > 0 ? asked : longest),
    correlationId: get(headerNames.correlationId) || machine.newId(),
    causationId: get(headerNames.id),
    traceparent: spanOf(get(headerNames.traceparent)),
    roles: (get(headerNames.roles) ?? '').split(',').filter(Boolean) as Role[],
    client: get(headerNames.client) || undefined,
    after: new Map(after),
    cookies: new CookieJar(get(headerNames.cookies)),
  };
}

/** What a call is made of where nobody waits for an answer: the envelope of what it is about, and the fingerprint of a command. */
type Unwaited = Omit<Envelope, 'occurredAt'> & Pick<Call, 'asked'>;

/** The call of an asynchronous command, or of an event that something follows from: nobody waits for an answer. */
export function callOf({ id, correlationId, traceparent, asked }: Unwaited, deadline = DEFAULT_DEADLINE): Call {
  return {
    deadlineAt: machine.elapsed() + deadline,
    correlationId,
    causationId: id,
    traceparent: spanOf(traceparent),
    roles: [],
    after: new Map(),
    commandId: id,
    ...(asked !== undefined && { asked }),
  };
}

/** The headers of a request made on behalf of a call: same trace, same correlation, what is left of the deadline. */
export function headersOf(call: Call | undefined, deadline: number): Record<string, string> {
  const after = [...(call?.after ?? [])].map(([stream, position]) => `${stream}:${position}`).join(',');
  return {
    [headerNames.id]: machine.newId(),
    [headerNames.deadline]: String(Math.max(1, Math.floor(deadline))),
    [headerNames.correlationId]: call?.correlationId ?? machine.newId(),
    [headerNames.traceparent]: spanOf(call?.traceparent),
    ...(call?.roles.length && { [headerNames.roles]: call.roles.join(',') }),
    ...(after && { [headerNames.after]: after }),
  };
}
