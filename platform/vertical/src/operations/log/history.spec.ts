import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commitMessage, type AsOf } from '@jogakbo/protocol';
import { contract, problem } from '@jogakbo/contract';
import { decider } from '@jogakbo/domain';
import { chained, chainHeaders, type Commit } from '../../event-log/commit-log.ts';
import { Histories } from './history.ts';

const counting = contract('counting');
const counter = counting.aggregate('counter', 'counterId');
const Counted = counter.event('Counted', 'A counter went up.', { counterId: z.string(), by: z.number() });
const Named = counter.event('Named', 'A counter got a name.', { counterId: z.string(), name: z.string() });
const CountUp = counting.command('CountUp', 'Makes a counter go up.', { counterId: z.string() });
const counterDecider = decider('counter', {
  initialState: (): { readonly value: number; readonly name?: string } => ({ value: 0 }),
  commands: { CountUp },
  events: { Counted, Named },
  decide: { CountUp: () => [] },
  evolve: { Counted: (state, { by }) => ({ ...state, value: state.value + by }), Named: (state, { name }) => ({ ...state, name }) },
});

const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`;
const subject = 'counting.log.counter.one';
const counted = { definition: Counted, event: Counted({ counterId: 'one', by: 2 }) };
const named = { definition: Named, event: Named({ counterId: 'one', name: 'first' }) };

/** Three commits with four events: counted; counted and named; counted. */
function commits(): Commit[] {
  const made: Commit[] = [];
  for (const [nth, happenings] of [[counted], [counted, named], [counted]].entries()) {
    const envelope = { id: `id-${nth + 1}`, correlationId: 'process', causationId: `command-${nth + 1}`, occurredAt: at(nth + 1) };
    const before = made.at(-1);
    const version = Number(before?.headers[chainHeaders.version] ?? 0) + happenings.length;
    const message = { id: envelope.id, subject, ...commitMessage(happenings, 'one', envelope) };
    made.push({ ...chained(message, { version, hash: before?.headers[chainHeaders.hash] ?? '' }), position: 10 * (nth + 1) });
  }
  return made;
}
const histories = (stream = commits()) =>
  new Histories([counterDecider], { readAfter: async (asked) => (asked === subject ? stream : []) });
const one = { aggregate: 'counter', key: 'one' };
const stateAt = async (asOf?: AsOf) => {
  const { version, state } = await histories().state({ ...one, asOf });
  return [version, state];
};

describe('A history', () => {
  it('is all commits with what caused them and what they say', async () => {
    const { commits, findings } = await histories().history(one);
    expect(findings).toEqual([]);
    expect(commits.map(({ version, position }) => [version, position])).toEqual([
      [1, 10],
      [3, 20],
      [4, 30],
    ]);
    expect(commits[1]).toEqual({
      ...{ version: 3, position: 20, occurredAt: at(2), id: 'id-2', correlationId: 'process', causationId: 'command-2' },
      events: [
        { type: 'Counted', data: { counterId: 'one', by: 2 } },
        { type: 'Named', data: { counterId: 'one', name: 'first' } },
      ],
    });
  });

  it('shows what cannot be read as it stands, and what is wrong with it', async () => {
    const stream = commits();
    const { commits: shown, findings } = await histories([stream[0]!, { ...stream[1]!, body: '{' }, stream[2]!]).history(one);
    expect(shown[1]!.events).toEqual([expect.objectContaining({ data: '{', unreadable: expect.stringMatching(/SyntaxError/) })]);
    expect(findings).toEqual([expect.objectContaining({ position: 20, what: expect.stringMatching(/changed after/) })]);
  });

  it('of what nothing has happened to, or nobody knows, is a problem that says so', async () => {
    await expect(histories().history({ ...one, key: 'two' })).rejects.toThrow('Nothing has happened to counter two');
    await expect(histories().history({ ...one, aggregate: 'door' })).rejects.toThrow('There is no aggregate door; there is: counter');
  });
});

describe('A state', () => {
  it('is what all events make', async () => expect(await stateAt()).toEqual([4, { value: 6, name: 'first' }]));

  it('is known as of each version, also within a commit', async () => {
    expect(await stateAt({ version: 0 })).toEqual([0, { value: 0 }]);
    expect(await stateAt({ version: 2 })).toEqual([2, { value: 4 }]);
    await expect(stateAt({ version: 5 })).rejects.toThrow('There is no version 5: 4 is the newest');
  });

  it('is known as of each moment', async () => {
    expect(await stateAt({ at: at(0) })).toEqual([0, { value: 0 }]);
    expect(await stateAt({ at: at(2) })).toEqual([3, { value: 4, name: 'first' }]);
    expect(await stateAt({ at: at(9) })).toEqual([4, { value: 6, name: 'first' }]);
  });

  it('is compared with an earlier one', async () => {
    const { since } = await histories().state({ ...one, since: { version: 1 } });
    expect(since).toEqual({
      version: 1,
      changes: [
        { path: '/value', before: 2, after: 6 },
        { path: '/name', after: 'first' },
      ],
    });
  });

  it.each([
    ['does not fit its schema', (body: string) => body.replace('"by":2', '"by":"x"')],
    ['is no JSON', () => '{'],
  ])('that needs an event which %s is a problem that says where to look, and keeps the error to itself', async (_, spoil) => {
    const stream = commits().map((commit) => ({ ...commit, body: spoil(commit.body) }));
    await expect(histories(stream).state(one)).rejects.toMatchObject({
      problem: problem('internal', 'An event of this counter cannot be read: its history shows which, and why'),
      cause: expect.any(Error),
    });
  });
});
