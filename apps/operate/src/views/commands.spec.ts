import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { viewsOrder } from './order.ts';

const of = { vertical: 'explore', view: 'store', key: 's/1' };
const read = (line: string) => viewsOrder(line.split(' ').filter(Boolean));

describe('an order about views', () => {
  it.each([
    ['list', { verb: 'list' }],
    ['list --vertical explore', { verb: 'list', vertical: 'explore' }],
    ['rebuild explore/catalogue', { verb: 'rebuild', vertical: 'explore', view: 'catalogue' }],
    ['row explore/store/s/1', { verb: 'row', of }],
    ['row explore/store/s/1 --position 7', { verb: 'row', of, asOf: { position: 7 } }],
    ['row explore/store/s/1 --at 2026-11-22T10:00:00Z', { verb: 'row', of, asOf: { at: '2026-11-22T10:00:00Z' } }],
    [
      'diff explore/store/s/1 --from 0 --to 2026-11-22T10:00:00.5Z',
      { verb: 'diff', of, from: { position: 0 }, to: { at: '2026-11-22T10:00:00.5Z' } },
    ],
  ])('is understood: %s', (line, order) => expect(read(line)).toEqual(order));

  it.each([
    ['', 'Say what is to be done'],
    ['drop', 'Nobody knows what this asks for: drop'],
    ['list explore', 'Nobody knows what this asks for: list explore'],
    ['rebuild', 'Say which projection'],
    ['rebuild explore', 'explore is no address of a projection'],
    ['rebuild explore/catalogue twice', 'This is one too many: twice'],
    ['rebuild explore/catalogue --now', '--now'],
    ['row', 'Say which row'],
    ['row explore/store', 'explore/store is no address of a row'],
    ['row explore/store/1 --at yesterday', '--at yesterday is neither a position nor a UTC instant'],
    ['row explore/store/1 --at 2026-11-22T10:00:00Z --position 7', 'Both an instant and a position are given'],
    ['diff explore/store/1 --to 1', '--from is missing'],
  ])('that is none is refused with a cure: %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
    expect(() => read(line)).toThrow(Problem);
  });
});
