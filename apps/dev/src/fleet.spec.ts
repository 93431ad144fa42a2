import { expect, it } from 'vitest';
import { needsOf } from './fleet.ts';

const release = (vertical: string, version: string, ...reads: string[]) => ({
  ...{ vertical, version, folder: '', digest: '' },
  description: {
    ...{ provisioning: 2, keepsLog: true, conducts: false, messages: [], sends: [] },
    readers: reads.map((stream) => ({ stream })),
  },
});

it('while two versions of a vertical run, it has what both need; shell and gateway need nothing of their own', () => {
  expect(
    needsOf([
      release('explore', 'v1', 'assortment'),
      release('gateway', 'v1'),
      release('explore', 'v2', 'inventory'),
      release('shell', 'v1'),
    ]),
  ).toEqual([{ vertical: 'explore', keepsLog: true, takesCommands: false, reads: ['assortment', 'inventory'], sends: [] }]);
});
