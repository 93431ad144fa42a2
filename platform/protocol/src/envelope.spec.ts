import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, id } from '@jogakbo/contract';
import { eventHeaders, readEventHeaders } from './envelope.ts';
import { subjects } from './subjects.ts';

const garden = contract('garden');
const tree = garden.aggregate('tree', 'treeId');
const TreePlanted = tree.event('TreePlanted', 'A tree was planted.', { treeId: id('TreeId'), height: z.number() });

describe('The topic of an event', () => {
  it('is found for one aggregate or for all', () => {
    expect(subjects.topic(TreePlanted, 'oak-1')).toBe('garden.log.tree.oak-1');
    expect(subjects.topic(TreePlanted)).toBe('garden.log.tree.*');
  });
});

describe('An envelope', () => {
  const envelope = { id: 'e-1', correlationId: 'c-1', occurredAt: '2030-01-01T12:00:00.000Z' };
  const headers = eventHeaders(TreePlanted, 'oak-1', envelope);

  it('is CloudEvents 1.0 in binary mode', () =>
    expect(headers).toMatchObject({
      'ce-specversion': '1.0',
      'ce-id': 'e-1',
      'ce-source': '/garden/tree',
      'ce-type': 'TreePlanted',
      'ce-time': envelope.occurredAt,
    }));
  it('is read as it was written', () =>
    expect(readEventHeaders((name) => headers[name])).toMatchObject({ type: 'TreePlanted', version: 1, key: 'oak-1', envelope }));
  it.each(['ce-id', 'ce-type', 'ce-time', 'ce-specversion'])('is refused without %s, and says so', (missing) =>
    expect(() => readEventHeaders((name) => (name === missing ? undefined : headers[name]))).toThrow(missing),
  );
});
