import {
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  InvalidArgumentError,
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  TimeoutError,
  type NatsConnection,
} from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { problem, ProblemError, problemTypes } from '@jogakbo/contract';
import { isOutage } from '../outage-breaker.ts';
import { asProblem, Requests } from './requests.ts';

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

describe('Somebody who is not found', () => {
  const unheard = () => new RequestError('no responders', { cause: new NoRespondersError('rpc.x') });
  const answer = (text: string) => ({ data: { length: 1 }, json: () => text, headers: undefined });
  /** A connection on which the first ones find nobody. */
  function requestsAfter(misses: number, error = unheard()) {
    let asked = 0;
    const isMissed = () => (asked += 1) <= misses;
    const connection = {
      request: async () => (isMissed() ? Promise.reject(error) : answer('found')),
      requestMany: async () =>
        (async function* () {
          if (isMissed()) throw error;
          yield { ...answer('first'), headers: new Map([[headerNames.more, '1']]) };
          yield answer('last');
        })(),
    };
    return { requests: new Requests(connection as unknown as NatsConnection), asked: () => asked };
  }
  const partsOf = async (requests: Requests) => {
    const parts: unknown[] = [];
    for await (const part of requests.parts('rpc.x', {}, 1000)) parts.push(part);
    return parts;
  };

  it('is looked for once more: a server that takes up other rights finds nobody for a moment', async () => {
    const [one, parts] = [requestsAfter(1), requestsAfter(1)];
    expect([await one.requests.ask('rpc.x', {}, 1000), one.asked()]).toEqual(['found', 2]);
    expect([await partsOf(parts.requests), parts.asked()]).toEqual([['first'], 2]);
  });

  it('is away after that', async () => {
    const [one, parts] = [requestsAfter(2), requestsAfter(2)];
    await expect(one.requests.ask('rpc.x', {}, 1000)).rejects.toMatchObject({ problem: { type: 'urn:jogakbo:problem:unavailable' } });
    await expect(partsOf(parts.requests)).rejects.toMatchObject({ problem: { type: 'urn:jogakbo:problem:unavailable' } });
    expect([one.asked(), parts.asked()]).toEqual([2, 2]);
  });

  it('is never asked again who may have heard it', async () => {
    const late = requestsAfter(1, new TimeoutError() as unknown as RequestError);
    await expect(late.requests.ask('rpc.x', {}, 1000)).rejects.toMatchObject({
      problem: { type: 'urn:jogakbo:problem:deadline-exceeded' },
    });
    expect(late.asked()).toBe(1);
  });
});
