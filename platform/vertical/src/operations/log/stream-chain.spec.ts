import { describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { chained, chainHeaders, hashOf, type Commit } from '../../event-log/commit-log.ts';
import { StreamChain } from './stream-chain.ts';

const subject = 'counting.log.counter.one';
const headers = { [headerNames.id]: 'one', [headerNames.type]: 'Counted', [headerNames.time]: '2026-11-22T10:00:00.000Z' };

/** A stream of commits with one event each, as they are written. */
function stream(length: number): Commit[] {
  const commits: Commit[] = [];
  for (let position = 1; position <= length; position += 1) {
    const hash = commits.at(-1)?.headers[chainHeaders.hash] ?? '';
    const commit = chained({ id: `${position}`, subject, headers, body: `{"nth":${position}}` }, { version: position, hash });
    commits.push({ ...commit, position });
  }
  return commits;
}
const found = (commits: readonly Commit[], isChained = true) => {
  const chain = new StreamChain(isChained);
  return commits.flatMap((commit, place) => chain.take({ ...commit, position: place + 1 })).map(({ position, what }) => [position, what]);
};
const edited = (commit: Commit): Commit => ({ ...commit, body: '{"nth":99}' });
const rehashed = (commit: Commit): Commit => ({ ...commit, headers: { ...commit.headers, [chainHeaders.hash]: hashOf(commit) } });
const having = (commit: Commit, name: string, value: string): Commit => ({ ...commit, headers: { ...commit.headers, [name]: value } });

describe('A stream', () => {
  const [a, b, c, d, e] = stream(5) as [Commit, Commit, Commit, Commit, Commit];

  it('as it was written has nothing wrong with it', () => expect(found([a, b, c, d, e])).toEqual([]));

  it('without chain headers has nothing to be checked', () => {
    const loose = { ...a, headers };
    expect(found([loose, loose], false)).toEqual([]);
  });

  it.each([
    ['whose commit was changed', [a, edited(b), c, d], [[2, /changed after it was written/]]],
    ['whose last commit was changed', [a, b, edited(c)], [[3, /changed after it was written/]]],
    ['whose commit has another time', [a, having(b, headerNames.time, '2020-01-01T00:00:00.000Z'), c], [[2, /changed after/]]],
    ['whose commit has another version', [a, having(b, chainHeaders.version, '7'), c], [[2, /changed after/]]],
    ['whose commit has another hash', [a, having(b, chainHeaders.hash, 'x'), c], [[2, /changed after/]]],
    ['whose commit was changed with its hash', [a, rehashed(edited(b)), c, d], [[2, /and its hash with it: the one at 3/]]],
    ['whose commit counts wrongly', [a, rehashed(having(b, chainHeaders.version, '7'))], [[2, /says that it brings version 7/]]],
    ['whose commit cannot be read', [a, rehashed({ ...b, headers: { ...b.headers, [headerNames.type]: '' } })], [[2, /brings version 2/]]],
    ['whose first commit is gone', [b, c, d], [[1, /^1 event of this stream is missing/]]],
    ['whose commits are gone', [a, d, e], [[2, /^2 events of this stream are missing/]]],
    ['whose commit was repeated', [a, b, c, a, d], [[4, /out of place: it brings version 1, and version 3/]]],
    ['whose last commit was repeated', [a, b, b], [[3, /the one at 2 follow the same one/]]],
    ['into which a commit was forged', [a, rehashed(edited(b)), b, c, d], [[3, /the one at 2 follow the same one/]]],
    ['into which a foreign commit was put', [a, { ...b, headers }, b, c], [[2, /was put in/]]],
    [
      'whose commits were swapped',
      [a, c, b, d],
      [
        [2, /^1 event of this stream is missing/],
        [3, /out of place/],
      ],
    ],
    [
      'whose first commits were swapped',
      [b, a, c],
      [
        [1, /missing/],
        [2, /out of place/],
      ],
    ],
    [
      'whose commit was moved back',
      [a, d, b, c, e],
      [
        [2, /^2 events/],
        [3, /out of place/],
        [4, /out of place/],
      ],
    ],
  ] as [string, Commit[], [number, RegExp][]][])('%s is told of, and nothing else is', (_, commits, told) => {
    expect(found(commits)).toEqual(told.map(([position, what]) => [position, expect.stringMatching(what)]));
  });

  it('nobody knows as a chain is one from its first chained commit on', () => {
    expect(found([{ ...a, headers }, a, b], false)).toEqual([[1, expect.stringMatching(/was put in/)]]);
  });

  it('of another subject is no substitute', () => {
    expect(found([a, { ...b, subject: 'counting.log.counter.two' }])).toEqual([[2, expect.stringMatching(/changed after/)]]);
  });
});
