import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider } from '@jogakbo/domain';
import { AggregateStreams } from '@jogakbo/vertical';
import { Undecidable } from '@jogakbo/vertical/testing';
import { MemoryLog } from '@jogakbo/testing/memory';

const diary = contract('diary');
const page = diary.aggregate('page', 'pageId');
const pageId = z.string();
const PageWritten = page.event('PageWritten', 'A page was written.', { pageId, text: z.string() });
const WritePage = diary.command('WritePage', 'Writes a page.', { pageId, how: z.enum(['whole', 'cut', 'with more']) });

/** A rule that makes texts of its own, and not always well. */
const pages = decider('page', {
  initialState: (): number => 0,
  commands: { WritePage },
  events: { PageWritten },
  decide: {
    WritePage: ({ pageId, how }) => {
      const text = how === 'cut' ? '🧵'.slice(0, 1) : '🧵';
      return PageWritten({ pageId, text, ...(how === 'with more' && { more: 'a\0b' }) });
    },
  },
  evolve: { PageWritten: (written) => written + 1 },
});

describe('A decision whose events have a text that cannot be kept', () => {
  const log = new MemoryLog();
  const streams = new AggregateStreams(pages, { log, now: () => new Date(0), newId: () => `id-${Math.random()}`, random: () => 0 });
  const decide = (how: 'whole' | 'cut' | 'with more') => streams.decide(WritePage({ pageId: 'one', how }), how);

  it.each([
    ['cut', /Nothing can be decided about page one: .*has a character that is no text/s],
    ['with more', /PageWritten can't be logged: \/more has a character that is no text/],
  ] as const)('is none, and will not be one when it is tried again: %s', async (how, message) => {
    await expect(decide(how)).rejects.toThrow(Undecidable);
    await expect(decide(how)).rejects.toThrow(message);
    expect(await log.readAfter('diary.log.page.one', 0)).toEqual([]);
  });

  it('leaves the next one alone', async () => expect(await decide('whole')).toMatchObject({ position: 1 }));
});
