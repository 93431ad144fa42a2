import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { AnyDefinition } from '@jogakbo/contract';
import { contracts } from './contracts.ts';

type Path = readonly (string | number)[];

/** All that a message consists of, by the part of its sample that shows it. */
function partsOf(message: AnyDefinition): Record<string, z.ZodType> {
  if (message.kind === 'event') return { data: message.schema };
  return message.kind === 'command' ? { data: message.schema, result: message.result } : { data: message.schema, view: message.view };
}

/** Where a datum has a text. */
function placesIn(datum: unknown, place: Path = []): Path[] {
  if (typeof datum === 'string') return [place];
  if (typeof datum !== 'object' || datum === null) return [];
  return Object.entries(datum).flatMap(([name, part]) => placesIn(part, [...place, Array.isArray(datum) ? Number(name) : name]));
}

/** The datum, with another text at one place. */
function planted(datum: any, [name, ...rest]: Path, text: string): unknown {
  if (name === undefined) return text;
  const part = planted(datum[name], rest, text);
  return Array.isArray(datum) ? datum.with(Number(name), part) : { ...datum, [name]: part };
}

const parts = contracts.flatMap(({ vertical, folder, messages }) =>
  messages.flatMap((message) => {
    const file = path.join(folder, 'samples', `${message.type}.v${message.version}.json`);
    const sample = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return Object.entries(partsOf(message)).map(([part, schema]) => ({
      ...{ name: `${part} of ${message.type} of ${vertical}`, schema, datum: sample[part], places: placesIn(sample[part]) },
    }));
  }),
);
const withTexts = parts.filter(({ places }) => places.length > 0);

describe('What PostgreSQL does not keep as it is', () => {
  it('is looked for in texts of every vertical', () => {
    expect(contracts.filter(({ vertical }) => !withTexts.some(({ name }) => name.endsWith(` of ${vertical}`)))).toEqual([]);
  });

  it.each(withTexts)('is let by nowhere in the $name', ({ schema, datum, places }) => {
    for (const place of places)
      for (const text of ['\0', 'a\0b', '\ud83d', 'a\udc00b']) {
        const { error } = schema.safeParse(planted(datum, place, text));
        expect(error?.issues.map((issue) => issue.path.join('/')) ?? [], `${JSON.stringify(text)} at ${place.join('/')}`).toContainEqual(
          expect.stringMatching(new RegExp(`^${place.join('/')}`)),
        );
      }
  });
});
