import { describe, expect, it } from 'vitest';
import { subjects } from '@jogakbo/protocol';
import { isReplyToAnother, refusalOfSender } from './may-send.ts';

const sent = subjects.command({ to: 'inventory', by: 'explore' }, 'ReceiveStock');
const ownSent = subjects.command({ to: 'inventory', by: 'inventory' }, 'ReceiveStock');
const sentLongAgo = 'inventory.command.ReceiveStock';

describe('A command that another vertical sends', () => {
  it('is refused where it is for people', () => {
    expect(refusalOfSender(sent, 'inventory', { type: 'ReceiveStock', roles: ['staff'] })).toBe(
      'ReceiveStock is for staff, not for explore',
    );
  });
  it.each([[[]], [['vertical']], [['staff', 'vertical']]] as const)('is carried out where its roles are %j', (roles) => {
    expect(refusalOfSender(sent, 'inventory', { type: 'ReceiveStock', roles })).toBeUndefined();
  });
  it('may not have somebody else told what becomes of it', () => {
    expect(isReplyToAnother(sent, { vertical: 'checkout' })).toBe(true);
    expect(isReplyToAnother(sent, { vertical: 'explore' })).toBe(false);
    expect(isReplyToAnother(sent, undefined)).toBe(false);
  });
});

describe('A command of its own, or one that has waited since subjects named nobody', () => {
  it.each([ownSent, sentLongAgo])('is carried out: %s', (subject) => {
    expect(refusalOfSender(subject, 'inventory', { type: 'ReceiveStock', roles: ['staff'] })).toBeUndefined();
    expect(isReplyToAnother(sentLongAgo, { vertical: 'checkout' })).toBe(false);
  });
});
