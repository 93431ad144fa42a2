import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { viewsOrder } from './order.ts';

const read = (line: string) => viewsOrder(line.split(' ').filter(Boolean));

describe('an order about views', () => {
  it.each([
    ['list', { verb: 'list' }],
    ['list --vertical explore', { verb: 'list', vertical: 'explore' }],
    ['rebuild explore/catalogue', { verb: 'rebuild', vertical: 'explore', view: 'catalogue' }],
  ])('is understood: %s', (line, order) => expect(read(line)).toEqual(order));

  it.each([
    ['', 'Say what is to be done'],
    ['drop', 'Nobody knows what this asks for: drop'],
    ['list explore', 'Nobody knows what this asks for: list explore'],
    ['rebuild', 'Say which projection'],
    ['rebuild explore', 'explore is no address of a projection'],
    ['rebuild explore/catalogue twice', 'This is one too many: twice'],
    ['rebuild explore/catalogue --now', '--now'],
  ])('that is none is refused with a cure: %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
    expect(() => read(line)).toThrow(Problem);
  });
});
