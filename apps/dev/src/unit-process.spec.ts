import { expect, it } from 'vitest';
import type { Servers } from './servers.ts';
import { settingsFrom } from './settings.ts';
import { unitProcess } from './unit-process.ts';

const servers = { natsFor: () => ({ url: '', user: '', password: '' }), databaseUrlOf: () => '' } as unknown as Servers;
const release = { vertical: 'explore', version: 'v1', folder: '/releases/explore/v1', description: { readers: [], sends: [] } };
const explore = unitProcess(release, 'explore-1', {
  settings: settingsFrom({ HEAP_MB: '300' }, '/'),
  servers,
  releases: '',
  staffToken: '',
  signIn: {},
});

it('a unit may take longer to stop than its requests may take to end', () => {
  expect(explore.stopDeadline).toBeGreaterThan(10_000);
});

it('a unit has the heap that the settings give it, with room for what does not live long', () => {
  expect(explore.args).toEqual([
    '--max-old-space-size=300',
    '--max-semi-space-size=32',
    '--initial-old-space-size=128',
    '/releases/explore/v1/backend/main.js',
  ]);
});
