import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyDefinition, EventDefinition } from '@jogakbo/contract';
import { contracts, type Contract } from './contracts.ts';
import { read, samplesOf } from './samples/event-samples.ts';
import { takersOf } from './samples/takers.ts';
import { troublesOf } from './samples/troubles.ts';
import { declaredVerticals } from './verticals.ts';

const fileOf = ({ type, version }: AnyDefinition) => `${type}.v${version}.json`;
const parsed = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** What a sample shows of a message: its data, and what a command results in or a query is answered. */
function schemasOf(message: AnyDefinition) {
  if (message.kind === 'event') return { data: message.schema };
  return message.kind === 'command' ? { data: message.schema, result: message.result } : { data: message.schema, view: message.view };
}

function isOfKnownMessage(file: string, messages: readonly AnyDefinition[]): boolean {
  const [, type, version] = /^(\w+)\.v(\d+)\.json$/.exec(file) ?? [];
  const message = messages.find((each) => each.type === type);
  return message !== undefined && Number(version) >= 1 && Number(version) <= message.version;
}

const folderOf = ({ folder }: Pick<Contract, 'folder'>) => path.join(folder, 'samples');
const events = contracts.flatMap((contract) =>
  contract.messages
    .filter((message) => message.kind === 'event')
    .flatMap((event) =>
      samplesOf(event as EventDefinition, folderOf(contract)).map((sample) => ({ ...sample, vertical: contract.vertical })),
    ),
);
const takers = (await declaredVerticals()).flatMap(({ definition }) => takersOf(definition));

describe.each(contracts)('the samples of $vertical', ({ folder, messages }) => {
  const samples = folderOf({ folder });
  const files = globSync('*.json', { cwd: samples }).filter((file) => file !== 'digests.json');

  it.each(messages.map((message) => ({ message, file: fileOf(message) })))('show $file as its schema wants it', ({ message, file }) => {
    const sample = parsed(path.join(samples, file));
    for (const [part, schema] of Object.entries(schemasOf(message))) {
      // A sample states everything, so reading it adds and removes nothing.
      expect(schema.parse(sample[part]), part).toEqual(sample[part]);
    }
    expect(Object.keys(sample)).toEqual(Object.keys(schemasOf(message)));
  });

  it('are of messages that exist, in versions that were', () => {
    expect(files.filter((file) => !isOfKnownMessage(file, messages))).toEqual([]);
  });

  it('are frozen: a new one adds its digest to digests.json, an old one never changes', () => {
    const digests = Object.fromEntries(
      files.map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(path.join(samples, file)))
          .digest('hex'),
      ]),
    );
    expect(parsed(path.join(samples, 'digests.json'))).toEqual(digests);
  });
});

describe('What may stand in a log', () => {
  it.each(events)('is read as its newest version: $file of $vertical', (sample) => {
    const { data } = read(sample);
    expect(sample.event.schema.parse(data)).toEqual(data);
  });

  it.each(takers)('is taken by the $name', (taker) => {
    const samples = ({ vertical }: EventDefinition) => folderOf(contracts.find((contract) => contract.vertical === vertical)!);
    expect(troublesOf(taker, samples)).toEqual([]);
  });
});
