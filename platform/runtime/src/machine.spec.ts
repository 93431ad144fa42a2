import { afterEach, expect, it } from 'vitest';
import { callFrom, inCall, remaining } from './call.ts';
import { machine, runOn, type Machine } from './machine.ts';

let back = () => {};
afterEach(() => back());

it('All of a process can run on another machine, and goes back to its own', () => {
  const simulated: Machine = { ...machine, elapsed: () => 1000, newId: () => 'same' };
  back = runOn(simulated);
  const call = callFrom(() => undefined, 500);
  expect([call.correlationId, call.deadlineAt, inCall(call, () => remaining())]).toEqual(['same', 1500, 500]);
  back();
  expect(callFrom(() => undefined, 500).correlationId).not.toBe('same');
});

it('A pause is over when it is called off', async () => {
  const over = new AbortController();
  const pause = machine.pause(600_000, over.signal);
  over.abort();
  await pause;
});
