import { describe, expect, it } from 'vitest';
import { diffLines, historyLines, stateLines, verificationLines } from './lines.ts';

const finding = { subject: 'checkout.log.order.1', position: 1200, what: 'This commit was changed.' };
const log = { commits: 1500, streams: 1 };
const one = { aggregate: 'order', key: '1', version: 2, state: { status: 'paid' }, findings: [] };

describe('the lines about a log', () => {
  it('say that nothing is wrong, and what was looked at', () => {
    expect(verificationLines({ vertical: 'checkout', log, findings: [], total: 0 })).toEqual([
      'checkout: nothing is wrong (1,500 commits of 1 stream)',
    ]);
    expect(verificationLines({ vertical: 'explore', findings: [], total: 0 })).toEqual(['explore: nothing is wrong (no log of its own)']);
  });

  it('name the first findings and count the others', () => {
    const lines = verificationLines({ vertical: 'checkout', log, findings: Array.from({ length: 30 }, () => finding), total: 1030 });
    expect(lines).toHaveLength(22);
    expect(lines[0]).toBe('checkout: 1,030 findings (1,500 commits of 1 stream)');
    expect(lines[1]).toBe('  at 1,200 in checkout.log.order.1: This commit was changed.');
    expect(lines.at(-1)).toBe('  … and 1,010 more');
  });

  it('tell a history commit by commit, and what is wrong with it', () => {
    const commit = { version: 2, position: 1200, occurredAt: '2026-11-22T10:00:00.000Z', id: 'c', correlationId: 'p', causationId: 'b' };
    const events = [
      { type: 'OrderPaid', data: { orderId: '1' } },
      { type: 'OrderLost', data: '{', unreadable: 'SyntaxError' },
    ];
    expect(historyLines({ aggregate: 'order', key: '1', commits: [{ ...commit, events }], findings: [finding] })).toEqual([
      'version 2  2026-11-22T10:00:00.000Z  position 1,200',
      '  id c, because of b, in process p',
      '  OrderPaid {"orderId":"1"}',
      '  OrderLost "{"  (cannot be read: SyntaxError)',
      'This stream is not as it was written:',
      '  at 1,200 in checkout.log.order.1: This commit was changed.',
    ]);
  });

  it('show a state, and what has changed in it', () => {
    expect(stateLines(one)).toEqual(['version 2', '{\n  "status": "paid"\n}']);
    const changes = [
      { path: '/status', before: 'open', after: 'paid' },
      { path: '/paidAt', after: 'now' },
    ];
    expect(diffLines({ ...one, since: { version: 1, changes } })).toEqual([
      'version 1 → version 2',
      '- /status "open"',
      '+ /status "paid"',
      '+ /paidAt "now"',
    ]);
    expect(diffLines({ ...one, since: { version: 2, changes: [] } })).toEqual(['version 2 → version 2', 'nothing has changed']);
  });
});
