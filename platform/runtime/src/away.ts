import { JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import {
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  NoRespondersError,
  RequestError,
  TimeoutError,
} from '@nats-io/transport-node';
import { ProblemError } from '@jogakbo/contract';

/** What NATS throws when it, or the server that leads a log, does not answer. */
const ofNats = [
  TimeoutError,
  RequestError,
  NoRespondersError,
  ClosedConnectionError,
  DrainingConnectionError,
  ConnectionError,
  JetStreamError,
];
/** Codes of PostgreSQL and of the system: it cannot be reached, is ending or starting, or has no room or connection left. */
const ofPostgres = /^(ECONN|EPIPE|ETIMEDOUT|08|53|57P0)/;
/** What `pg` says of a connection without giving it a code. */
const withoutCode =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|is not queryable|after calling end on the pool/;
/** Codes of PostgreSQL that speak of no statement: of its transaction's state, of another one in the way, of the system below. */
const ofTheMoment = /^(25|40|55P03|58)/;

/** Whether a failure is that NATS answers, and has no JetStream just then: while it starts, and for a moment while it takes up other rights. */
export const isWithoutJetStream = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof RequestError && error.cause.isNoResponders();

const STORE_FAILED = 10_077;

/** Whether a failure is that a JetStream stream has as much as it may have, or as the disk takes: it is there, and takes nothing new. */
export const isFull = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === STORE_FAILED && error.message.startsWith('maximum');

/** Whether a failure is that NATS or PostgreSQL is away, or cannot take anything now: the same may be asked again. */
export function isAway(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof JetStreamApiError) return error.status >= 500;
  if (ofNats.some((kind) => error instanceof kind) || isWithoutJetStream(error)) return true;
  return ofPostgres.test(String((error as NodeJS.ErrnoException).code ?? '')) || withoutCode.test(error.message);
}

/** Problems that pass by themselves. */
const passing = ['too-busy', 'unavailable', 'deadline-exceeded', 'view-behind'] as const;

/** Whether a failure says nothing about what was to be done: the same may go well in a while. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ProblemError) return passing.some((type) => error.is(type));
  return isAway(error) || ofTheMoment.test(codeOf(error));
}

/** The code of an error of PostgreSQL or of the system; empty when it has none. */
export const codeOf = (error: unknown): string => String((error as { code?: string | number } | null)?.code ?? '');
