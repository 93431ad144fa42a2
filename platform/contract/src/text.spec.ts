import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from './contract.ts';
import { parseOrProblem } from './problem.ts';
import { allWellFormed, isWellFormed, textFaults, wellFormed } from './text.ts';

const garden = contract('garden');
const plot = garden.aggregate('plot', 'plotId');
const anything = {
  plotId: z.string(),
  note: z.string().optional(),
  plants: z.array(z.union([z.string(), z.object({ name: z.string() })])).optional(),
  signs: z.record(z.string(), z.string()).optional(),
  more: z.unknown().optional(),
};
const PlotDug = plot.event('PlotDug', 'A plot was dug.', anything);
const DigPlot = garden.command('DigPlot', 'Digs a plot.', anything, { result: z.string() });
const GetPlot = garden.query('GetPlot', 'A plot.', anything, { view: z.object(anything) });

const pathsOf = (schema: z.ZodType, datum: unknown) => schema.safeParse(datum).error?.issues.map(({ path }) => path.join('/')) ?? [];

describe('A text that cannot be kept', () => {
  const places: [string, object][] = [
    ['note', { note: 'a\0' }],
    ['plants/1/name', { plants: ['rose', { name: '\ud800' }] }],
    ['plants/0', { plants: ['\udfff'] }],
    ['signs/a', { signs: { a: '\0' } }],
    ['signs/a\uFFFD', { signs: { 'a\0': 'b' } }],
    ['more/deep/0', { more: { deep: ['\0'] } }],
  ];
  it.each(places)('is refused at %s, in events, commands and queries alike', (path, datum) => {
    for (const { schema } of [PlotDug, DigPlot, GetPlot]) expect(pathsOf(schema, { plotId: 'a', ...datum })).toEqual([path]);
    expect(pathsOf(GetPlot.view, { plotId: 'a', ...datum })).toEqual([path]);
  });
  it('is refused in what comes of a command', () => expect(pathsOf(DigPlot.result, 'a\0')).toEqual(['']));
  it('is told together with whatever else is wrong', () =>
    expect(pathsOf(DigPlot.schema, { plotId: 7, note: '\0' }).toSorted()).toEqual(['note', 'plotId']));
  it('is told a few times, not as often as it is there', () =>
    expect(pathsOf(DigPlot.schema, { plotId: 'a', plants: Array.from({ length: 5000 }, () => '\0') })).toHaveLength(50));
  it('is refused at every edge, by a sentence that says where and why', () => {
    const detail = 'request: /reason has a character that is no text (U+0000, or half of a surrogate pair): leave it out';
    const errors = [{ path: '/reason', reason: expect.stringMatching(/^has a character that is no text/) as string }];
    expect(() => parseOrProblem(z.object({ reason: z.string() }), { reason: 'no\0' }, 'request')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 400, detail, errors }) }),
    );
  });
});

describe('All that is text', () => {
  it.each(['', 'Zoë', '조각보', '🧵', '\uFFFD', '\u0001\n', '\uFEFF'])('is let by: %j', (note) => {
    expect(DigPlot.schema.parse({ plotId: 'a', note, more: { [note]: [note] } })).toMatchObject({ note });
    expect([isWellFormed(note), wellFormed(note)]).toEqual([true, note]);
  });
  it('says the same about a message to whoever reads its schema', () =>
    expect(z.toJSONSchema(DigPlot.schema)).toEqual(z.toJSONSchema(z.object(anything))));
  it('may lie deep, but not so deep that nobody could look through it', () => {
    const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], '');
    expect(textFaults(nested(99))).toEqual([]);
    expect(textFaults(nested(100_000))).toMatchObject([{ reason: 'is nested deeper than 100 levels' }]);
  });
  it('is looked for in texts only', () => expect(textFaults({ bytes: new Uint8Array(4), at: new Date(0), none: null })).toEqual([]));
});

describe('What must be kept', () => {
  it('is made well-formed', () => {
    expect(wellFormed('a\0b\ud83d')).toBe('a\uFFFDb\uFFFD');
    expect(allWellFormed({ 'a\0': ['\udc00', { b: 'c' }, 7, null] })).toEqual({ 'a\uFFFD': ['\uFFFD', { b: 'c' }, 7, null] });
  });
});
