import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commitMessage, eventsIn, current, type Wire } from './commit.ts';
import { contract } from '@jogakbo/contract';

const tool = contract('shed').aggregate('tool', 'toolId');
const ToolLent = tool.event('ToolLent', 'Somebody has a tool.', { toolId: z.string(), to: z.string() });
const ToolReturned = tool.event(
  'ToolReturned',
  'A tool is back.',
  { toolId: z.string(), isBroken: z.boolean(), note: z.string() },
  {
    version: 3,
    upcasts: { 1: (data) => ({ ...data, isBroken: false }), 2: (data) => ({ ...data, note: data.isBroken ? 'broken' : '' }) },
  },
);
const envelope = { id: 'c1', correlationId: 'r1', causationId: 'm1', occurredAt: '2030-01-01T12:00:00.000Z' };
const lent = { definition: ToolLent, event: ToolLent({ toolId: 'saw', to: 'Ana' }) };
const back = { definition: ToolReturned, event: ToolReturned({ toolId: 'saw', isBroken: false, note: '' }) };
const read = ({ headers, body }: Wire) =>
  eventsIn(
    (name) => headers[name],
    () => JSON.parse(body),
  ).map(({ data, ...rest }) => ({ ...rest, data: data() }));

describe('A commit', () => {
  it('of one event is that event in binary mode', () => {
    const message = commitMessage([lent], 'saw', envelope);
    expect(message.headers).toMatchObject({ 'ce-type': 'ToolLent', 'ce-id': 'c1', 'content-type': 'application/json' });
    expect(JSON.parse(message.body)).toEqual({ toolId: 'saw', to: 'Ana' });
    expect(read(message)).toEqual([
      {
        id: 'c1',
        correlationId: 'r1',
        causationId: 'm1',
        type: 'ToolLent',
        version: 1,
        occurredAt: envelope.occurredAt,
        data: lent.event.data,
      },
    ]);
  });

  it('of several events is a batch that says of each what it is', () => {
    const message = commitMessage([lent, back], 'saw', envelope);
    expect(message.headers).toMatchObject({ 'content-type': 'application/cloudevents-batch+json', 'ce-correlationid': 'r1' });
    expect(JSON.parse(message.body)).toMatchObject([
      { specversion: '1.0', id: 'c1.1', source: '/shed/tool', type: 'ToolLent', subject: 'saw', causationid: 'm1' },
      { specversion: '1.0', id: 'c1.2', source: '/shed/tool', type: 'ToolReturned', dataversion: '3' },
    ]);
    expect(read(message).map(({ type, data }) => [type, data])).toEqual([
      ['ToolLent', lent.event.data],
      ['ToolReturned', back.event.data],
    ]);
  });

  it('has at least one event', () => expect(() => commitMessage([], 'saw', envelope)).toThrow('at least one event'));

  it('that lacks what every event has is refused', () => {
    const { headers, body } = commitMessage([lent], 'saw', envelope);
    expect(() => read({ headers: { ...headers, 'ce-type': '' }, body })).toThrow('no header ce-type');
    expect(() => read({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: '[{}]' })).toThrow('type');
  });
});

describe('A former version of an event', () => {
  const logged = (version: number, data: unknown) => ({ type: 'ToolReturned', version, data: () => data, occurredAt: envelope.occurredAt });
  it.each([
    [1, { toolId: 'saw' }, { toolId: 'saw', isBroken: false, note: '' }],
    [2, { toolId: 'saw', isBroken: true }, { toolId: 'saw', isBroken: true, note: 'broken' }],
    [3, { toolId: 'saw', isBroken: true, note: 'lost a tooth' }, { toolId: 'saw', isBroken: true, note: 'lost a tooth' }],
  ])('%i is read as today’s', (version, data, today) => expect(current(ToolReturned, logged(version, data))).toEqual(today));

  it('must fit today’s shape once it is read so', () => {
    expect(() => current(ToolReturned, logged(1, { toolId: 7 }))).toThrow('toolId');
  });
  it('that is newer than what is known is refused', () => {
    expect(() => current(ToolReturned, logged(4, {}))).toThrow('version 4, and version 3 is the newest');
  });
  it('is never forgotten', () => {
    expect(() => tool.event('ToolLent', 'Again.', { toolId: z.string() }, { version: 2 })).toThrow('no upcast from version 1');
  });
});

describe('A text that cannot be kept', () => {
  const NoteTaken = contract('shed')
    .aggregate('note', 'noteId')
    .event('NoteTaken', 'Somebody wrote something down.', {
      noteId: z.string(),
      text: z.string(),
      signs: z.record(z.string(), z.string()).optional(),
    });
  const logged = (data: object) => current(NoteTaken, { type: 'NoteTaken', version: 1, data: () => data });
  it('is read well-formed from a log that has it since before there was a rule', () =>
    expect(logged({ noteId: 'a', text: 'x\0', signs: { b: '\ud800' } })).toEqual({ noteId: 'a', text: 'x\uFFFD', signs: { b: '\uFFFD' } }));
  it('is not read so where it is the key: another could have that one', () =>
    expect(() => logged({ noteId: 'a\0', text: 'x' })).toThrow('has a character that is no text'));
});
