import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '@jogakbo/protocol';
import { WrongVersion, type CommitLog, type NewCommit } from '@jogakbo/vertical/testing';

/** The vertical whose log is examined. */
const VERTICAL = 'examined';
const LARGE = 900_000;
const MANY = 1000;

const newStream = () => subjects.log(VERTICAL, 'thing', randomUUID());
const commit = (subject: string, body = '{}', headers: Record<string, string> = {}): NewCommit => ({
  id: randomUUID(),
  subject,
  headers,
  body,
});

/** Appends one commit after the other, and answers their positions. */
async function fill(log: CommitLog, subject: string, bodies: readonly string[]): Promise<number[]> {
  const positions: number[] = [];
  for (const body of bodies) positions.push(await log.append(commit(subject, body), positions.at(-1) ?? 0));
  return positions;
}

const bodiesOf = async (log: CommitLog, subject: string, after = 0) => (await log.readAfter(subject, after)).map(({ body }) => body);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/**
 * The exam of every adapter of CommitLog, as a Vitest suite.
 *
 * @remarks Streams have names that nobody else has: the log may be one that others write as well.
 * @param makeLog Gives the log of the vertical that it is told; called once.
 * @example
 * commitLogConformance('MemoryLog', () => new MemoryLog());
 */
export function commitLogConformance(name: string, makeLog: (vertical: string) => CommitLog | Promise<CommitLog>): void {
  describe(`${name}, as a log of commits,`, () => {
    let log: CommitLog;
    beforeAll(async () => {
      log = await makeLog(VERTICAL);
    });

    readsWhatWasAppended(() => log);
    checksWhatIsExpected(() => log);
    takesARepeatForNothing(() => log);
  });
}

function readsWhatWasAppended(log: () => CommitLog): void {
  it('has nothing in a stream that nobody has appended to', async () => {
    const stream = newStream();
    expect(await log().readAfter(stream, 0)).toEqual([]);
    expect(await log().lastPosition(stream)).toBe(0);
  });

  it('gives commits back in the order in which they were appended, at the positions that it told', async () => {
    const stream = newStream();
    const positions = await fill(log(), stream, ['1', '2', '3']);
    const commits = await log().readAfter(stream, 0);
    expect(commits.map(({ position, subject, body }) => [position, subject, body])).toEqual(
      positions.map((position, index) => [position, stream, String(index + 1)]),
    );
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(3);
  });

  it('reads from the middle, and from the end nothing', async () => {
    const stream = newStream();
    const [first, , third] = await fill(log(), stream, ['1', '2', '3']);
    expect(await bodiesOf(log(), stream, first)).toEqual(['2', '3']);
    expect(await bodiesOf(log(), stream, third)).toEqual([]);
  });

  it('keeps streams apart, also where one’s name begins like the other’s', async () => {
    const stream = newStream();
    const beside = `${stream}0`;
    const [first] = await fill(log(), stream, ['mine']);
    const [other] = await fill(log(), beside, ['theirs']);
    await log().append(commit(stream, 'mine too'), first!);
    expect(await bodiesOf(log(), stream)).toEqual(['mine', 'mine too']);
    expect(await bodiesOf(log(), stream, other)).toEqual(['mine too']);
    expect(await bodiesOf(log(), beside)).toEqual(['theirs']);
  });

  it('knows the position of the newest commit', async () => {
    const stream = newStream();
    const positions = await fill(log(), stream, ['1', '2']);
    await fill(log(), newStream(), ['elsewhere']);
    expect(await log().lastPosition(stream)).toBe(positions[1]);
  });

  it('gives headers and body back as they were', async () => {
    const stream = newStream();
    const headers = { 'ce-subject': '조각보 “patchwork”', 'Mixed-Case': `it's: 100 % {"quoted"}, and so on`, empty: '' };
    const body = JSON.stringify({ said: '"조각보" 🧵 \\ \n\t\u0000', of: ['Ünïcödé', "it's"] });
    await log().append(commit(stream, body, headers), 0);
    const [read] = await log().readAfter(stream, 0);
    expect(read!.body).toBe(body);
    expect(read!.headers).toMatchObject(headers);
  });

  it('gives a large commit back whole', async () => {
    const stream = newStream();
    await log().append(commit(stream, 'x'.repeat(LARGE)), 0);
    expect((await log().readAfter(stream, 0))[0]!.body).toHaveLength(LARGE);
  });

  it('reads a long stream to its end', async () => {
    const stream = newStream();
    await fill(log(), stream, numbers(MANY));
    expect(await bodiesOf(log(), stream)).toEqual(numbers(MANY));
  });
}

function checksWhatIsExpected(log: () => CommitLog): void {
  it('refuses whoever expects an older commit than the newest, or one where there is none; nothing is appended', async () => {
    const stream = newStream();
    await expect(log().append(commit(stream), 1)).rejects.toBeInstanceOf(WrongVersion);
    expect(await log().lastPosition(stream)).toBe(0);
    const [first, second] = await fill(log(), stream, ['1', '2']);
    for (const expected of [0, first!, second! + 1])
      await expect(log().append(commit(stream), expected)).rejects.toBeInstanceOf(WrongVersion);
    expect(await bodiesOf(log(), stream)).toEqual(['1', '2']);
  });

  it('checks each stream for itself, whatever others have appended to theirs', async () => {
    const stream = newStream();
    const [first] = await fill(log(), stream, ['1']);
    await fill(log(), newStream(), ['elsewhere']);
    expect(await log().append(commit(stream, '2'), first!)).toBeGreaterThan(first!);
  });

  it('lets exactly one of many win that expect the same', async () => {
    const stream = newStream();
    let newest = 0;
    for (const round of numbers(20)) {
      const appends = numbers(8).map((writer) => log().append(commit(stream, `${round} by ${writer}`), newest));
      const outcomes = await Promise.allSettled(appends);
      const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(won).toHaveLength(1);
      for (const { reason } of lost) expect(reason).toBeInstanceOf(WrongVersion);
      newest = won[0]!.value;
    }
    expect(await log().readAfter(stream, 0)).toHaveLength(20);
  });
}

function takesARepeatForNothing(log: () => CommitLog): void {
  it('takes the same commit that comes again for nothing, and tells its position', async () => {
    const stream = newStream();
    const once = commit(stream, 'once');
    const position = await log().append(once, 0);
    expect(await log().append(once, 0)).toBe(position);
    expect(await bodiesOf(log(), stream)).toEqual(['once']);
  });

  it('takes it for nothing also after others have appended', async () => {
    const stream = newStream();
    const once = commit(stream, 'once');
    const position = await log().append(once, 0);
    await log().append(commit(stream, 'then'), position);
    expect(await log().append(once, 0)).toBe(position);
    expect(await bodiesOf(log(), stream)).toEqual(['once', 'then']);
  });

  it('takes a commit that was refused, and comes again with the right expectation', async () => {
    const stream = newStream();
    const late = commit(stream, 'late');
    const [first] = await fill(log(), stream, ['first']);
    await expect(log().append(late, 0)).rejects.toBeInstanceOf(WrongVersion);
    await log().append(late, first!);
    expect(await bodiesOf(log(), stream)).toEqual(['first', 'late']);
  });
}
