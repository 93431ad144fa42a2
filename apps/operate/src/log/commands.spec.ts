import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { logOrder } from './order.ts';

const of = { vertical: 'checkout', aggregate: 'order', key: 'o/1' };
const read = (line: string) => logOrder(line.split(' ').filter(Boolean));

describe('an order about logs', () => {
  it.each([
    ['verify', { verb: 'verify' }],
    ['verify --vertical checkout', { verb: 'verify', vertical: 'checkout' }],
    ['history checkout/order/o/1', { verb: 'history', of }],
    ['state checkout/order/o/1', { verb: 'state', of }],
    ['state checkout/order/o/1 --version 7', { verb: 'state', of, asOf: { version: 7 } }],
    ['state checkout/order/o/1 --at 2026-11-22T10:00:00Z', { verb: 'state', of, asOf: { at: '2026-11-22T10:00:00Z' } }],
    [
      'diff checkout/order/o/1 --from 0 --to 2026-11-22T10:00:00.5Z',
      { verb: 'diff', of, from: { version: 0 }, to: { at: '2026-11-22T10:00:00.5Z' } },
    ],
  ])('is understood: %s', (line, order) => expect(read(line)).toEqual(order));

  it.each([
    ['', 'Say what is to be done'],
    ['mend', 'Nobody knows what this asks for: mend'],
    ['verify checkout', 'Nobody knows what this asks for: verify checkout'],
    ['verify --loudly', '--loudly'],
    ['history', 'Say which aggregate'],
    ['history checkout/order', 'checkout/order is no address of an aggregate'],
    ['history checkout/order/1 twice', 'This is one too many: twice'],
    ['state checkout/order/1 --at yesterday', '--at yesterday is neither a version nor a UTC instant'],
    ['state checkout/order/1 --at 2026-11-22T10:00:00+01:00', 'is neither a version nor a UTC instant'],
    ['state checkout/order/1 --at 2026-11-22T10:00:00Z --version 7', 'Both an instant and a version are given'],
    ['diff checkout/order/1 --from 1', '--to is missing'],
  ])('that is none is refused with a cure: %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
    expect(() => read(line)).toThrow(Problem);
  });
});
