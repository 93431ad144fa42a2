import { expect, it } from 'vitest';
import { written } from './instant.tsx';

it.each([
  ['2026-11-23T06:29:59.000Z', '23 Nov 2026, 06:29 UTC'],
  ['2026-01-02T00:05:00Z', '2 Jan 2026, 00:05 UTC'],
  ['2026-12-31T23:30:00-02:00', '1 Jan 2027, 01:30 UTC'],
])('%s is written alike wherever it is read', (at, text) => expect(written(at)).toBe(text));
