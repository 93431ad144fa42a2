import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { describe, expect, it, vi } from 'vitest';
import { problem, ProblemError, problemTypes, type ProblemType } from '@jogakbo/contract';
import { Protection } from './protection.ts';

const within = (milliseconds: number) => performance.now() + milliseconds;
const failing = (type: ProblemType) => async () => {
  throw new ProblemError(problem(type));
};
const late = failing('deadline-exceeded');
const askOften = async (protection: Protection, milliseconds: number, work = late) => {
  for (let time = 0; time < 10; time += 1) await protection.ask(within(milliseconds), work).catch(() => {});
};

describe('A vertical', () => {
  const outages: ProblemType[] = ['unavailable', 'deadline-exceeded'];
  it.each(outages)('rests when most of what it was asked failed (%s)', async (type) => {
    const protection = new Protection();
    await askOften(protection, 300, failing(type));
    await expect(protection.ask(within(300), async () => 'x')).rejects.toThrow(BrokenCircuitError);
  });
  it.each(problemTypes.filter((type) => !outages.includes(type)))('does not rest for what it answers (%s)', async (type) => {
    const protection = new Protection();
    for (let time = 0; time < 3; time += 1) await askOften(protection, 300, failing(type));
    await expect(protection.ask(within(300), async () => 'x')).resolves.toBe('x');
  });
  it('does not rest for what nobody answered: that is our own mistake', async () => {
    const protection = new Protection();
    const tooDeep = () => Promise.reject(new RangeError('Maximum call stack size exceeded'));
    for (let time = 0; time < 3; time += 1) await askOften(protection, 300, tooDeep);
    await expect(protection.ask(within(300), async () => 'x')).resolves.toBe('x');
  });
  it('is not to blame for what it had too little time for', async () => {
    const protection = new Protection();
    await askOften(protection, 100);
    await expect(protection.ask(within(300), async () => 'x')).resolves.toBe('x');
  });
  it('is asked in a hurry, too', async () => expect(await new Protection().ask(within(100), async () => 'x')).toBe('x'));
  it('is not tried again for all by a question that has too little time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const protection = new Protection();
    await askOften(protection, 300);
    vi.advanceTimersByTime(1001);
    await expect(protection.ask(within(100), late)).rejects.toThrow(BrokenCircuitError);
    await expect(protection.ask(within(300), async () => 'x')).resolves.toBe('x');
    vi.useRealTimers();
  });
  it('lets many wait for their turn, and says at once when they are too many', async () => {
    const protection = new Protection();
    const free = Promise.withResolvers<string>();
    const asked = Array.from({ length: 501 }, () => protection.ask(within(60_000), () => free.promise));
    await expect(asked[500]).rejects.toThrow(BulkheadRejectedError);
    free.resolve('x');
    expect(new Set(await Promise.all(asked.slice(0, 500)))).toEqual(new Set(['x']));
  });
});
