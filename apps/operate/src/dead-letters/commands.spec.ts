import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { lettersOrder } from './order.ts';

const read = (line: string) => lettersOrder(line.split(' ').filter(Boolean));

describe('an order about dead letters', () => {
  it.each([
    ['list', { verb: 'list' }],
    ['list --vertical explore', { verb: 'list', vertical: 'explore' }],
    ['redeliver explore', { verb: 'redeliver', vertical: 'explore', what: {} }],
    ['redeliver explore --reader store --key 7', { verb: 'redeliver', vertical: 'explore', what: { reader: 'store', key: '7' } }],
    ['discard explore --reader store --position 12', { verb: 'discard', vertical: 'explore', what: { reader: 'store', position: 12 } }],
  ])('is understood: %s', (line, order) => expect(read(line)).toEqual(order));

  it.each([
    ['', 'Say what is to be done'],
    ['burn', 'Nobody knows what this asks for: burn'],
    ['list explore', 'Nobody knows what this asks for: list explore'],
    ['redeliver', 'Say of which vertical'],
    ['redeliver explore twice', 'This is one too many: twice'],
    ['redeliver explore --loudly', '--loudly'],
    ['discard explore --position 12', '--reader is missing'],
    ['discard explore --reader store', '--position is missing'],
    ['discard explore --reader store --position first', '--position first is no position'],
  ])('that is none is refused with a cure: %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
    expect(() => read(line)).toThrow(Problem);
  });
});
