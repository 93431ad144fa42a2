import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { sagasOrder } from './order.ts';

const of = { vertical: 'checkout', name: 'saga-checkout', key: 'o/1' };
const read = (...args: string[]) => sagasOrder(args);

describe('an order about sagas', () => {
  it('is understood', () => {
    expect(read('list')).toEqual({ verb: 'list', isStuck: false });
    expect(read('list', '--vertical', 'checkout', '--stuck')).toEqual({ verb: 'list', vertical: 'checkout', isStuck: true });
    expect(read('retry', 'checkout/checkout/o/1')).toEqual({ verb: 'retry', of });
    expect(read('retry', 'checkout/saga-checkout/o/1')).toEqual({ verb: 'retry', of });
    expect(read('compensate', 'checkout/checkout/o/1', '--reason', 'she called')).toEqual({ verb: 'compensate', of, reason: 'she called' });
  });

  it.each([
    [[], 'Say what is to be done'],
    [['mend'], 'Nobody knows what this asks for: mend'],
    [['list', 'checkout'], 'Nobody knows what this asks for: list checkout'],
    [['list', '--loudly'], '--loudly'],
    [['retry'], 'Say which saga'],
    [['retry', 'checkout/o-1'], 'checkout/o-1 is no address of a saga'],
    [['retry', 'a/b/c', 'd'], 'This is one too many: d'],
    [['retry', 'delivery/gathering-parcel-readiness/o-1'], 'A gathering asks for nothing'],
    [['compensate', 'a/b/c'], 'Say why the saga is to fail'],
  ])('that is none is refused with a cure: %s', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).toThrow(Problem);
  });
});
