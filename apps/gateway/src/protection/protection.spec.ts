import { CircuitState } from 'cockatiel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem, ProblemError, type ProblemType } from '@jogakbo/contract';
import { Protection } from './protection.ts';

const REST = 1000;
const failing = (type: ProblemType) => () => Promise.reject(new ProblemError(problem(type)));
const outcome = (answer: Promise<unknown>) => answer.catch((error: ProblemError) => error.problem.type.split(':').at(-1));

let protection: Protection;
let asked: number;
const ask = (work: () => Promise<unknown> = () => Promise.resolve('answer'), isInHurry: boolean | (() => boolean) = false) =>
  outcome(
    protection.guarding(
      () => {
        asked += 1;
        return work();
      },
      typeof isInHurry === 'function' ? isInHurry : () => isInHurry,
    ),
  );

beforeEach(() => {
  vi.useFakeTimers();
  protection = new Protection({ underWay: 2, waiting: 1, failures: 3, rest: REST });
  asked = 0;
});
afterEach(() => vi.useRealTimers());

describe('The breaker', () => {
  const fail = async (type: ProblemType, times = 3) => {
    for (let time = 0; time < times; time += 1) await ask(failing(type));
  };

  it.each(['unavailable', 'deadline-exceeded'] as const)('opens after failures in a row and then asks nobody (%s)', async (type) => {
    await fail(type);
    expect(protection.state).toBe(CircuitState.Open);
    expect(await ask()).toBe('unavailable');
    expect(asked).toBe(3);
  });
  it('says when to come back', async () => {
    await fail('unavailable');
    await expect(protection.guarding(() => Promise.resolve())).rejects.toMatchObject({ problem: { status: 503, retryAfter: REST } });
  });
  it.each(['not-found', 'invalid-message', 'rejected', 'view-behind', 'internal'] as const)(
    'takes a stated problem for an answer (%s)',
    async (type) => {
      await fail('unavailable', 2);
      expect(await ask(failing(type))).toBe(type);
      await fail('unavailable', 2);
      expect(protection.state).toBe(CircuitState.Closed);
    },
  );
  it('lets one try after its rest, and closes when that is answered', async () => {
    await fail('unavailable');
    vi.advanceTimersByTime(REST);
    const trying = Promise.withResolvers<string>();
    const first = ask(() => trying.promise);
    expect(await ask()).toBe('unavailable');
    trying.resolve('back');
    expect(await first).toBe('back');
    expect(await ask()).toBe('answer');
  });
  it('rests again when the one that tries fails', async () => {
    await fail('unavailable');
    vi.advanceTimersByTime(REST);
    await ask(failing('deadline-exceeded'));
    expect(await ask()).toBe('unavailable');
    expect(asked).toBe(4);
  });
  it('learns nothing from callers in a hurry, neither when it is closed nor when it could try', async () => {
    for (let time = 0; time < 10; time += 1) await ask(failing('deadline-exceeded'), true);
    expect(protection.state).toBe(CircuitState.Closed);
    await fail('unavailable');
    vi.advanceTimersByTime(REST);
    expect(await ask(undefined, true)).toBe('unavailable');
    expect(await ask()).toBe('answer');
  });
});

describe('The bulkhead', () => {
  it('lets so many in, so many wait, and no more', async () => {
    const done = Promise.withResolvers<string>();
    const inside = [ask(() => done.promise), ask(() => done.promise)];
    const waiting = ask();
    expect(await ask()).toBe('too-busy');
    expect(asked).toBe(2);
    done.resolve('done');
    expect(await Promise.all([...inside, waiting])).toEqual(['done', 'done', 'answer']);
  });
  it('leaves who has waited long in a hurry: that it then fails says nothing about the release', async () => {
    for (let time = 0; time < 5; time += 1) {
      const done = Promise.withResolvers<string>();
      const inside = [ask(() => done.promise), ask(() => done.promise)];
      let hasWaited = false;
      const waiting = ask(failing('deadline-exceeded'), () => hasWaited);
      hasWaited = true;
      done.resolve('done');
      expect(await Promise.all([...inside, waiting])).toEqual(['done', 'done', 'deadline-exceeded']);
    }
    expect(protection.state).toBe(CircuitState.Closed);
  });
  it('is no failure of the release', async () => {
    const done = Promise.withResolvers<string>();
    const inside = [ask(() => done.promise), ask(() => done.promise), ask()];
    for (let time = 0; time < 10; time += 1) await ask();
    done.resolve('done');
    await Promise.all(inside);
    expect(protection.state).toBe(CircuitState.Closed);
  });
});
