import { beforeEach, describe, expect, it } from 'vitest';
import { Places } from './places.ts';

const refused = (status: number, retryAfter: number) =>
  expect.objectContaining({ problem: expect.objectContaining({ status, retryAfter }) }) as Error;

let places: Places;
beforeEach(() => {
  places = new Places({ inAll: 3, perClient: 2 });
});

describe('A client is let in', () => {
  it('unless it has as many places as it may, whoever else there is', () => {
    places.enter('a');
    const leave = places.enter('a');
    expect(() => places.enter('a')).toThrow(refused(429, 1000));
    expect(() => places.assertRoom('b')).not.toThrow();
    leave();
    leave();
    expect(() => places.enter('a')).not.toThrow();
    expect(places.size).toBe(2);
  });
  it('unless there are as many as may be in all', () => {
    for (const client of ['a', 'b', 'c']) places.enter(client);
    expect(() => places.assertRoom('d')).toThrow(refused(503, 5000));
  });
});
