import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const here = new AbortController().signal;

describe('Turns', () => {
  it('are taken by so many at once, in the order of their coming', async () => {
    const turns = new Turns(2, 10);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (name: number) => async () => {
      order.push(name);
      most = Math.max(most, (inside += 1));
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4, 5].map((name) => turns.take(here, work(name))));
    expect([order, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });
  it('are given back by who fails, and pass over who has left', async () => {
    const turns = new Turns(1, 10);
    const first = Promise.withResolvers<void>();
    const failing = turns.take(here, () => first.promise);
    const leaving = new AbortController();
    let worked = false;
    const left = turns.take(leaving.signal, async () => void (worked = true));
    const last = turns.take(here, async () => 'last');
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    first.reject(new Error('failed'));
    await expect(failing).rejects.toThrow('failed');
    expect([await last, worked]).toEqual(['last', false]);
  });
  it('are refused, with the time to come back, when too many wait', async () => {
    const turns = new Turns(1, 2);
    const first = Promise.withResolvers<void>();
    const taken = [turns.take(here, () => first.promise), turns.take(here, async () => {}), turns.take(here, async () => {})];
    expect(() => turns.assertRoom()).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 503, retryAfter: 5000 }) }),
    );
    await expect(turns.take(here, async () => {})).rejects.toMatchObject({ problem: { status: 503 } });
    first.resolve();
    await Promise.all(taken);
    expect(() => turns.assertRoom()).not.toThrow();
  });
});
