import { expect, it } from 'vitest';
import { newTimeOrderedId } from './ids.ts';
import { machine, runOn } from './machine.ts';

it('makes UUIDs of version 7 that sort by time', () => {
  const instants = ['2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z', '2031-01-01T00:00:00Z'];
  const real = machine;
  const made = instants.map((instant) => {
    const goBack = runOn({ ...real, now: () => new Date(instant) });
    const id = newTimeOrderedId();
    goBack();
    return id;
  });
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(made.toSorted()).toEqual(made);
  expect(Number.parseInt(made[0]!.slice(0, 13).replace('-', ''), 16)).toBe(Date.parse(instants[0]!));
});
