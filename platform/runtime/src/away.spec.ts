import { JetStreamApiError } from '@nats-io/jetstream';
import { NoRespondersError, RequestError, TimeoutError } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { isAway, isFull } from './away.ts';

const withCode = (code: string) => Object.assign(new Error('no'), { code });
const nobodyThere = new RequestError('no responders', { cause: new NoRespondersError('$JS.API') });
const ofJetStream = (code: number) => new JetStreamApiError({ code, err_code: 10_000, description: 'no' });

it('A log that is full is there', () => {
  const full = (description: string) => new JetStreamApiError({ code: 503, err_code: 10_077, description });
  expect([isFull(full('maximum bytes exceeded')), isFull(full('store is closed')), isFull(new TimeoutError())]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('NATS or PostgreSQL is away', () => {
  it.each([
    ['a request to NATS that nobody answered', new TimeoutError()],
    ['JetStream without room or leader', ofJetStream(503)],
    ['NATS without JetStream', new Error('jetstream is not enabled', { cause: nobodyThere })],
    ['a PostgreSQL that does not listen', withCode('ECONNREFUSED')],
    ['one that is starting', withCode('57P03')],
    ['one whose disk is full', withCode('53100')],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ])('by %s', (_, error) => expect(isAway(error)).toBe(true));

  it.each([
    ['a refused append', ofJetStream(400)],
    ['a row that breaks a rule of its table', withCode('23505')],
    ['a bug', new TypeError('undefined is not a function')],
  ])('not by %s', (_, error) => expect(isAway(error)).toBe(false));
});
