import { describe, expect, it } from 'vitest';
import type { ProcessView } from '@jogakbo/protocol';
import { outcomeLine, processLines } from './lines.ts';

const process: ProcessView = {
  ...{ name: 'saga-checkout', key: 'o-1', status: 'under way', waitsFor: ['payment'], attempts: 1, reason: null },
  ...{ dueAt: '2026-11-22T10:02:00+00:00', startedAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:01Z' },
};

describe('What is under way', () => {
  it('is told in a line each, with what it waits for', () =>
    expect(processLines('checkout', { processes: [process], total: 1 })).toEqual([
      'checkout:',
      '  checkout/saga-checkout/o-1  under way, waits for payment until 2026-11-22T10:02:00.000Z; unchanged since 2026-11-22T10:00:01.000Z',
    ]));
  it('says how often it has asked, and why it was refused', () =>
    expect(processLines('checkout', { processes: [{ ...process, attempts: 4, reason: 'busy' }], total: 1 })[1]).toContain(
      ', asked 4 times (busy);',
    ));
  it('says how many more there are', () =>
    expect(processLines('checkout', { processes: [process], total: 1001 }).at(-1)).toBe('  … and 1,000 more'));
  it('is nothing where nothing is', () => expect(processLines('checkout', { processes: [], total: 0 })).toEqual([]));
});

it('A saga that was asked to do something says how it stands', () => {
  expect(outcomeLine({ status: 'compensating', waitsFor: ['the undoing of stock'] })).toBe(
    'compensating; it waits for the undoing of stock',
  );
  expect(outcomeLine({ status: 'completed', waitsFor: [] })).toBe('completed');
});
