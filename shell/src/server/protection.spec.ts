import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { describe, expect, it, vi } from 'vitest';
import { problem, ProblemError } from '@jogakbo/contract';
import { Protection } from './protection.ts';

const within = (milliseconds: number) => performance.now() + milliseconds;
const late = async () => {
  throw new ProblemError(problem('deadline-exceeded'));
};
const askOften = async (protection: Protection, milliseconds: number) => {
  for (let time = 0; time < 5; time += 1) await protection.ask(within(milliseconds), late).catch(() => {});
};

describe('A vertical', () => {
  it('rests when it has failed five times in a row', async () => {
    const protection = new Protection();
    await askOften(protection, 300);
    await expect(protection.ask(within(300), async () => 'x')).rejects.toThrow(BrokenCircuitError);
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
