import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, personal } from '@jogakbo/contract';
import { isInTheClear } from './in-the-clear.ts';

const person = contract('town').aggregate('person', 'personId');
const shape = { personId: z.string(), name: personal(z.string()).nullable() };
const upcasts = { 1: ({ personId, said }: { personId: string; said: string }) => ({ personId, name: said }) };
const PersonMoved = person.event('PersonMoved', 'Somebody moved.', shape, { version: 2, upcasts });

describe('What is personal in an event as it stands in its log', () => {
  it.each([
    ['sealed, not', 2, { personId: 'a', name: { sealed: 'x' } }, false],
    ['forgotten, not', 2, { personId: 'a', name: null }, false],
    ['of a release that sealed nothing', 2, { personId: 'a', name: 'Ada' }, true],
    ['of a former version, whatever its fields', 1, { personId: 'a', said: 'Ada' }, true],
  ])('is in the clear: %s', (_, version, data, isClear) => {
    expect(isInTheClear(PersonMoved, { version, data: () => data })).toBe(isClear);
  });
  it('may be in the clear where nobody can read it', () => {
    const broken = () => JSON.parse('{"name":"Ada') as unknown;
    expect(isInTheClear(PersonMoved, { version: 2, data: broken })).toBe(true);
  });
});
