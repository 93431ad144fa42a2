import { expect, it } from 'vitest';
import { callOf, inCall } from '@jogakbo/runtime';
import { joined } from './joined.ts';

const as = (id: string, asked = 'the same') => callOf({ id, correlationId: id, asked });

it('carries a command out once while it is under way, and again when it comes after that', async () => {
  const begun: PromiseWithResolvers<string>[] = [];
  const carryOut = joined(() => {
    begun.push(Promise.withResolvers<string>());
    return begun.at(-1)!.promise;
  });
  const send = (id: string) => inCall(as(id), () => carryOut('Reserve', {}));
  const [first, again, other] = [send('a'), send('a'), send('b')];
  expect(begun.length).toBe(2);
  begun[0]!.resolve('reserved');
  begun[1]!.reject(new Error('short'));
  expect(await Promise.all([first, again])).toEqual(['reserved', 'reserved']);
  await expect(other).rejects.toThrow('short');
  void send('a');
  expect(begun.length).toBe(3);
});

it('refuses another command under an id that is under way', async () => {
  let times = 0;
  const carryOut = joined(async () => (times += 1));
  const send = (asked: string) => inCall(as('a', asked), () => carryOut('Reserve', {}));
  const [first, other] = await Promise.allSettled([send('two pieces'), send('three pieces')]);
  expect(first).toEqual({ status: 'fulfilled', value: 1 });
  expect(other).toMatchObject({ reason: { problem: { status: 422 } } });
});

it('leaves alone what nobody would repeat', () => {
  let times = 0;
  const carryOut = joined(async () => (times += 1));
  void carryOut('Reserve', {});
  void carryOut('Reserve', {});
  expect(times).toBe(2);
});
