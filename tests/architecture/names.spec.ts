import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { CommandDefinition, Event, EventDefinition } from '@jogakbo/contract';
import { decided, evolved, gatheringProcess, isRejection, sagaProcess, type Decider, type Process } from '@jogakbo/domain';
import { namesOfObjects, now } from '@jogakbo/domain/specification';
import { contracts } from './contracts.ts';
import { declaredVerticals } from './verticals.ts';

const ordinary = 'o-ordinary-1';
type Fields = Readonly<Record<string, unknown>>;

const sampleOf = (message: { vertical: string; type: string; version: number }): Fields => {
  const { folder } = contracts.find(({ vertical }) => vertical === message.vertical)!;
  const file = path.join(folder, 'samples', `${message.type}.v${message.version}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { data: Fields }).data : {};
};

/** A value with each of its texts as another one. */
function retold(value: unknown, said: (text: string, field: string) => string, field = ''): unknown {
  if (typeof value === 'string') return said(value, field);
  if (Array.isArray(value)) return value.map((item) => retold(item, said, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, retold(inner, said, key)]));
}

const withName = (value: unknown, field: string, name: string) => retold(value, (text, at) => (at === field ? name : text));

/** An id of a command may be made of it: `checkout.saga-checkout.<order>.goods`. */
const ordinarily = (value: unknown, name: string) =>
  retold(value, (text) =>
    text
      .split('.')
      .map((part) => (part === name ? ordinary : part))
      .join('.'),
  );

/** Everything that may be asked of an aggregate, twice; between two decisions its state is kept as JSON, as a snapshot is. */
function story(decider: Decider, asked: readonly { type: string; data: unknown }[]) {
  let state = decider.initialState();
  return [...asked, ...asked.toReversed(), ...asked].map(({ type, data }) => {
    const outcome = decided(decider, { kind: 'command', type, data }, state, { now });
    if (isRejection(outcome)) return outcome.reason;
    state = JSON.parse(JSON.stringify(evolved(decider, outcome, state))) as unknown;
    return outcome.map((event: Event) => ({ type: event.type, data: event.data as unknown }));
  });
}

const fieldsIn = (value: unknown, field = ''): string[] => {
  if (typeof value === 'string') return [field];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => fieldsIn(inner, Array.isArray(value) ? field : key));
};

interface Asked {
  readonly type: string;
  readonly data: unknown;
  /** What comes from outside with it, and what that may be. */
  readonly from: { readonly said: unknown; readonly schema: z.ZodType };
}

const isTaken = (asked: readonly Asked[], field: string, name: string) =>
  asked.every(({ from }) => from.schema.safeParse(withName(from.said, field, name)).success);

/** The fields of what comes from outside in which any name is taken. */
const openFields = (asked: readonly Asked[]) =>
  [...new Set(asked.flatMap(({ from }) => fieldsIn(from.said)))].filter((field) => isTaken(asked, field, 'constructor'));

/** All that its events say together: a command that its vertical only gives to itself has no sample, and is made of this where it can be. */
const everythingSaid = ({ events }: Decider): Fields => Object.assign({}, ...Object.values<EventDefinition>(events).map(sampleOf));

const ofDecider = (decider: Decider) =>
  Object.values<CommandDefinition>(decider.commands).flatMap(({ type, vertical, version, schema }): Asked[] => {
    const { success, data } = schema.safeParse({ ...everythingSaid(decider), ...sampleOf({ type, vertical, version }) });
    return success ? [{ type, data, from: { said: data, schema } }] : [];
  });
const ofProcess = (process: Process) =>
  process.hears.map((event): Asked => {
    const data = sampleOf(event);
    return { ...process.hear({ type: event.type, data }), from: { said: data, schema: event.schema } };
  });

const verticals = await declaredVerticals();
const subjects = verticals.flatMap(({ definition: { name, deciders = [], sagas = [], gatherings = [] } }) => [
  ...deciders.map((decider) => ({ name: `${name}/${decider.name}`, decider, asked: ofDecider(decider), sends: false })),
  ...[...sagas.map((saga) => sagaProcess(saga, name)), ...gatherings.map((gathering) => gatheringProcess(gathering, name))].map(
    (process) => ({
      ...{ name: `${name}/${process.decider.name}`, decider: process.decider, asked: ofProcess(process), sends: true },
    }),
  ),
]);

describe('What comes from outside', () => {
  describe.each(subjects)('is nothing but a name for $name', ({ decider, asked, sends }) => {
    const fields = openFields(asked);
    it('and it has some', () => expect(fields).not.toEqual([]));

    it.each(fields)('in the field %s', (field) => {
      const toldWith = (name: string) =>
        story(
          decider,
          asked.map(({ type, data }) => ({ type, data: withName(data, field, name) })),
        );
      // What a process sends is checked where it is made, and no id begins with `_`.
      const isPossible = (name: string) => !sends || isTaken(asked, field, name);
      const expected = toldWith(ordinary);
      expect(expected.some((outcome) => Array.isArray(outcome) && outcome.length > 0)).toBe(true);
      for (const name of namesOfObjects.filter(isPossible)) expect(ordinarily(toldWith(name), name), `called ${name}`).toEqual(expected);
    });
  });
});
