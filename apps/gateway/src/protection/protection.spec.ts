import { CircuitState } from 'cockatiel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem, ProblemError, problemTypes, type ProblemType } from '@jogakbo/contract';
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
  protection = new Protection({ underWay: 2, waiting: 1, share: 0.5, calls: 3, within: 4000, rest: REST });
  asked = 0;
});
afterEach(() => vi.useRealTimers());

describe('The breaker', () => {
  const fail = async (type: ProblemType, times = 3) => {
    for (let time = 0; time < times; time += 1) await ask(failing(type));
  };

  const outages: ProblemType[] = ['unavailable', 'deadline-exceeded'];
  const answers = problemTypes.filter((type) => !outages.includes(type));

  it.each(outages)('opens when most calls fail, and then asks nobody (%s)', async (type) => {
    await fail(type);
    expect(protection.state).toBe(CircuitState.Open);
    expect(await ask()).toBe('unavailable');
    expect(asked).toBe(3);
  });
  it('says when to come back', async () => {
    await fail('unavailable');
    await expect(protection.guarding(() => Promise.resolve())).rejects.toMatchObject({ problem: { status: 503, retryAfter: REST } });
  });
  it.each(answers)('takes a stated problem for an answer, however often it comes (%s)', async (type) => {
    for (let time = 0; time < 20; time += 1) expect(await ask(failing(type))).toBe(type);
    expect(protection.state).toBe(CircuitState.Closed);
  });
  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['too deep a message', new RangeError('Maximum call stack size exceeded')],
    ['a text', 'no'],
  ])('hands on what is nobody’s answer, and counts it against nobody: %s', async (_, thrown) => {
    for (let time = 0; time < 20; time += 1)
      await expect(protection.guarding(async () => Promise.reject(thrown as Error))).rejects.toBe(thrown);
    expect(protection.state).toBe(CircuitState.Closed);
  });
  it('stays closed while as many calls are answered as fail', async () => {
    for (let time = 0; time < 20; time += 1) {
      await ask();
      await fail('unavailable', 1);
    }
    expect(protection.state).toBe(CircuitState.Closed);
  });
  it('does not judge by a few calls, nor by what is long past', async () => {
    await fail('unavailable', 2);
    vi.advanceTimersByTime(60_000);
    await fail('unavailable', 2);
    expect(protection.state).toBe(CircuitState.Closed);
  });
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
