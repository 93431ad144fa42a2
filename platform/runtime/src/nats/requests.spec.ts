import {
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  InvalidArgumentError,
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  TimeoutError,
} from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { problem, ProblemError, problemTypes } from '@jogakbo/contract';
import { isOutage } from '../outage-breaker.ts';
import { asProblem } from './requests.ts';

const nested = () => {
  let value: unknown[] = [];
  for (let level = 0; level < 100_000; level += 1) value = [value];
  return JSON.stringify(value);
};
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const SECRET = 'postgres://owner:secret@10.0.0.7';

/** Whatever can go wrong with a question, what its sender is told, and whether it counts against who was asked. */
const kinds: [string, unknown, string, boolean][] = [
  ['nobody listens', new RequestError('no responders', { cause: new NoRespondersError('rpc.x') }), 'unavailable', true],
  ['nobody listens, said at once', new NoRespondersError('rpc.x'), 'unavailable', true],
  ['the connection is closed', new ClosedConnectionError(), 'unavailable', true],
  ['the connection is ending', new DrainingConnectionError(), 'unavailable', true],
  ['the connection broke', new ConnectionError(SECRET), 'unavailable', true],
  ['nobody answered in time', new TimeoutError(), 'deadline-exceeded', true],
  ['the message is too large', InvalidArgumentError.format('payload', 'max_payload'), 'too-large', false],
  ['the message can’t be written', thrownBy(nested), 'internal', false],
  ['the answer is no JSON', thrownBy(() => JSON.parse(SECRET)), 'internal', false],
  ['we lack a right', new PermissionViolationError(SECRET, 'publish', 'rpc.x'), 'internal', false],
  ['nobody knows what', new Error(SECRET), 'internal', false],
  ['somebody threw a text', SECRET, 'internal', false],
];

describe('What goes wrong with a question', () => {
  it.each(kinds)('%s', (_, thrown, type, counts) => {
    const told = asProblem(thrown);
    expect(told.problem.type).toBe(`urn:jogakbo:problem:${type}`);
    expect(isOutage(told)).toBe(counts);
    expect(JSON.stringify(told.problem)).not.toContain(SECRET);
    expect(told.cause ?? thrown).toBe(thrown);
  });
  it.each(problemTypes)('is what is stated, as it is: %s', (type) => {
    const stated = new ProblemError(problem(type, 'why'));
    expect(asProblem(stated)).toBe(stated);
    expect(isOutage(stated)).toBe(type === 'unavailable' || type === 'deadline-exceeded');
  });
});
