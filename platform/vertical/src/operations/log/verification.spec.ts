import { describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { chained, chainHeaders, type Commit } from '../../event-log/commit-log.ts';
import type { Mark, Seen } from './log-memory.ts';
import { LogVerification } from './verification.ts';

const MADE = new Date('2026-11-22T10:00:00Z');
const commit = (position: number, occurredAt = MADE): Commit => ({
  position,
  ...chained(
    {
      id: `${position}`,
      subject: `counting.log.counter.${position}`,
      headers: { [headerNames.id]: String(position), [headerNames.type]: 'Counted', [headerNames.time]: occurredAt.toISOString() },
      body: '{}',
    },
    { version: 1, hash: '' },
  ),
});
const markOf = ({ subject, position, headers }: Commit): Mark => {
  return { subject, position, header: chainHeaders.hash, value: headers[chainHeaders.hash]!, from: 'snapshot' };
};

interface Known {
  readonly commits?: readonly Commit[] | undefined;
  readonly last?: number;
  readonly marks?: readonly Mark[];
  readonly seen?: readonly Omit<Seen, 'reader'>[];
  readonly keepsLog?: boolean;
  readonly stop?: AbortSignal;
}
async function verified({
  commits,
  last = commits?.length ?? 0,
  marks = [],
  seen = [],
  keepsLog = true,
  stop = new AbortController().signal,
}: Known) {
  const log = {
    extentOf: async (vertical: string) => (vertical === 'counting' && !commits ? undefined : { last, made: MADE }),
    async *walk() {
      yield* commits ?? [];
    },
  };
  const memory = { marks: async () => [...marks], seen: async () => seen.map((one) => ({ reader: 'tally', ...one })) };
  return new LogVerification({ vertical: 'counting', keepsLog, aggregates: ['counter'], reads: [], stop }, log, memory).verify();
}
const told = async (known: Known) =>
  (await verified(known)).findings.map(({ subject, position, what }) => `${subject} ${position}: ${what}`);

describe('A log', () => {
  it('that has what the database has seen is whole', async () => {
    const commits = [commit(1), commit(2)];
    const seen = [{ stream: 'counting', position: 2 }];
    expect(await verified({ commits, marks: commits.map(markOf), seen })).toEqual({
      vertical: 'counting',
      log: { commits: 2, streams: 2 },
      findings: [],
      total: 0,
    });
  });

  it('from which positions are gone is not, wherever they were', async () => {
    expect(await told({ commits: [commit(3), commit(5)], last: 7 })).toEqual([
      'counting.log.> 1: All commits from here to 2 were deleted.',
      'counting.log.> 4: The commit here was deleted.',
      'counting.log.> 6: All commits from here to 7 were deleted.',
    ]);
  });

  it('without a commit that a snapshot has seen is not', async () => {
    const marks = [commit(1), commit(2), commit(9)].map(markOf);
    const another = { ...commit(2), subject: 'counting.log.counter.other', headers: {} };
    expect(await told({ commits: [another], last: 2, marks })).toEqual([
      'counting.log.> 1: The commit here was deleted.',
      'counting.log.counter.1 1: The snapshot has seen a commit here, and it was deleted.',
      expect.stringMatching('counting.log.counter.other 2: .* was put in'),
      'counting.log.counter.2 2: The snapshot has seen another commit here than stands here now.',
      'counting.log.> 2: The log ends here and the database has seen it up to 9: its end was cut off, or it was made anew.',
      'counting.log.counter.9 9: The snapshot has seen a commit here and the log ends before it.',
    ]);
  });

  it('that ends before a checkpoint is not', async () => {
    expect(await told({ commits: [commit(1)], seen: [{ stream: 'counting', position: 8 }] })).toEqual([
      expect.stringMatching('counting.log.> 8: tally has read up to here and the log ends at 1: its end was cut off'),
    ]);
  });

  it('that is not there is not', async () => {
    expect(await told({ commits: undefined })).toEqual(['counting.log.> 0: The log is not there.']);
  });

  it('that is younger than its commits is not, clocks that differ apart', async () => {
    const before = (seconds: number) => new Date(MADE.getTime() - seconds * 1000);
    expect(await told({ commits: [commit(1, before(30))] })).toEqual([]);
    expect(await told({ commits: [commit(1, before(90)), commit(2, before(90))] })).toEqual([
      'counting.log.> 1: This commit says that it is older than its log, which was made at 2026-11-22T10:00:00.000Z: the log was made anew.',
    ]);
  });

  it('of somebody else is asked how far it goes, and not walked', async () => {
    const reading = { keepsLog: false, commits: [commit(9)], last: 1 };
    expect(await verified({ ...reading, seen: [{ stream: 'counting', position: 1 }] })).toEqual({
      vertical: 'counting',
      findings: [],
      total: 0,
    });
    expect(await told({ ...reading, seen: [{ stream: 'counting', position: 2 }] })).toHaveLength(1);
  });

  it('is not walked on by a process that is told to stop', async () => {
    await expect(verified({ commits: [commit(1)], stop: AbortSignal.abort() })).rejects.toThrow('stops: ask again');
  });

  it('that is damaged all over is told of by number', async () => {
    const commits = Array.from({ length: 1500 }, (_, index) => ({ ...commit(index + 1), body: 'x' }));
    const { findings, total } = await verified({ commits });
    expect([findings.length, total]).toEqual([1000, 1500]);
  });
});
