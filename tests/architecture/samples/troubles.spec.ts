import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider, gathering, projection, reaction, saga, table } from '@jogakbo/domain';
import { takersOf } from './takers.ts';
import { troublesOf } from './troubles.ts';

/** A pantry whose jars were once filled without saying what with: that reads as no fruit at all today. */
const pantry = contract('pantry');
const jar = pantry.aggregate('jar', 'jarId');
const jarId = z.string();
const fruits = z.array(z.object({ name: z.string() }));
const upcasts = { 1: (former: { jarId: string }) => ({ ...former, fruits: [] }) };
const JarFilled = jar.event('JarFilled', 'A jar is full.', { jarId, fruits }, { version: 2, upcasts });
const JarShelved = jar.event('JarShelved', 'A jar stands on its shelf.', { jarId });
const LabelJar = pantry.command('LabelJar', 'Writes on a jar what is in it.', { jarId, label: z.string() });
const EmptyJar = pantry.command('EmptyJar', 'Empties a jar.', { jarId });

type Filled = { readonly jarId: string; readonly fruits: readonly { readonly name: string }[] };
interface Row {
  readonly jarId: string;
  readonly label: string;
}
/** Sound, and one that has forgotten that there may be none. */
const careful = ({ fruits: [first] }: Filled) => first?.name ?? 'unknown';
const careless = ({ fruits: [first] }: Filled) => first!.name;

const pantryWith = (label: (filled: Filled) => string) => ({
  name: 'pantry',
  projections: [
    projection('labels', {
      into: table<Row>('label', 'jarId'),
      from: { JarFilled, JarShelved },
      on: { JarFilled: (filled) => ({ jarId: filled.jarId, label: label(filled) }), JarShelved: (_, row) => row },
    }),
  ],
  deciders: [
    decider('jar', {
      initialState: (): string => '',
      commands: { LabelJar },
      events: { JarFilled, JarShelved },
      decide: { LabelJar: () => [] },
      evolve: { JarFilled: (_, filled) => label(filled), JarShelved: (state) => state },
    }),
  ],
  reactions: [
    reaction(
      'label-when-filled',
      JarFilled,
      LabelJar.from((filled) => ({ jarId: filled.jarId, label: label(filled) })),
    ),
  ],
  sagas: [
    saga('shelving', { by: 'jarId' })
      .startedBy('filled', JarFilled)
      .step('shelf', { send: EmptyJar.from(({ filled }) => ({ jarId: filled.jarId })), succeeds: JarShelved, within: '1 day' })
      .completed([])
      .failed(LabelJar.from(({ filled }) => ({ jarId: filled.jarId, label: label(filled) }))),
  ],
  gatherings: [
    gathering('readiness', { by: 'jarId', within: '1 day' })
      .all({ filled: JarFilled, shelved: JarShelved })
      .completed(LabelJar.from(({ jarId: about, filled }) => ({ jarId: about, label: label(filled) })))
      .expired([]),
  ],
});

const troublesIn = (definition: ReturnType<typeof pantryWith>, folder = path.join(import.meta.dirname, '../fixtures/samples')) =>
  takersOf(definition).flatMap((taker) => troublesOf(taker, () => folder));

it('Definitions that take each version of their events have no trouble', () => {
  expect(troublesIn(pantryWith(careful))).toEqual([]);
});

it('What breaks a definition is told with the file and the definition, and only that', () => {
  expect(troublesIn(pantryWith(careless)).map((trouble) => trouble.replace(/: .*/, ''))).toEqual([
    'JarFilled.v1.json, projection labels of pantry',
    'JarFilled.v1.json, decider jar of pantry',
    'JarFilled.v1.json, reaction label-when-filled of pantry',
    'JarFilled.v1.json, saga shelving of pantry',
    'JarFilled.v1.json, gathering readiness of pantry',
  ]);
});

it('A version without a sample is told', () => {
  expect(troublesIn({ ...pantryWith(careful), sagas: [], gatherings: [] }, import.meta.dirname)).toContainEqual(
    expect.stringContaining('JarFilled.v1.json, decider jar of pantry: Error: JarFilled.v1.json is missing'),
  );
});
