import { describe, expect, it } from 'vitest';
import { WaitingBytes } from './waiting-bytes.ts';

const recipient = (waiting: number) => ({
  waiting,
  dropped: false,
  drop() {
    this.dropped = true;
  },
});

describe('The bytes that wait for all', () => {
  it('may be as many as the budget; beyond it, those go for whom most wait', () => {
    const bytes = new WaitingBytes(100);
    const [slow, slower, quick] = [recipient(40), recipient(50), recipient(10)];
    for (const each of [slow, slower, quick]) bytes.note(each);
    expect([slow.dropped, slower.dropped, quick.dropped]).toEqual([false, false, false]);
    quick.waiting = 11;
    bytes.note(quick);
    expect([slow.dropped, slower.dropped, quick.dropped]).toEqual([false, true, false]);
  });
  it('are fewer when somebody has taken theirs or has left', () => {
    const bytes = new WaitingBytes(100);
    const [first, second, third] = [recipient(90), recipient(90), recipient(90)];
    bytes.note(first);
    first.waiting = 0;
    bytes.note(second);
    bytes.forget(second);
    bytes.note(third);
    expect([first.dropped, second.dropped, third.dropped]).toEqual([false, false, false]);
  });
});
