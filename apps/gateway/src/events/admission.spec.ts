import type { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { Admission } from './admission.ts';

const from = (remoteAddress: string) => ({ remoteAddress }) as Socket;
const tooBusy = expect.objectContaining({ problem: expect.objectContaining({ status: 503, retryAfter: 5000 }) });

let admission: Admission;
beforeEach(() => {
  admission = new Admission({ inAll: 3, perAddress: 2 });
});

describe('A connection is let in', () => {
  it('unless its address has as many as it may, whoever else there is', () => {
    admission.enter(from('a'));
    const leave = admission.enter(from('a'));
    expect(() => admission.enter(from('a'))).toThrow(tooBusy);
    expect(() => admission.assertRoom(from('b'))).not.toThrow();
    leave();
    leave();
    expect(() => admission.enter(from('a'))).not.toThrow();
    expect(admission.size).toBe(2);
  });
  it('unless there are as many as may be in all', () => {
    for (const address of ['a', 'b', 'c']) admission.enter(from(address));
    expect(() => admission.assertRoom(from('d'))).toThrow(tooBusy);
  });
  it('once at a time', () => {
    const socket = from('a');
    const leave = admission.enter(socket);
    expect(() => admission.enter(socket)).toThrow(tooBusy);
    leave();
    expect(() => admission.enter(socket)).not.toThrow();
  });
});
