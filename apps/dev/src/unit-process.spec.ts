import { expect, it } from 'vitest';
import type { Servers } from './servers.ts';
import { settingsFrom } from './settings.ts';
import { unitProcess } from './unit-process.ts';

const servers = { natsFor: () => ({ url: '', user: '', password: '' }), databaseUrlOf: () => '' } as unknown as Servers;
const release = {
  vertical: 'explore',
  version: 'v1',
  folder: '/releases/explore/v1',
  digest: '',
  description: { provisioning: 2, keepsLog: false, conducts: false, messages: [], readers: [], sends: [], settings: [] },
};
const given = {
  HEAP_MB: '300',
  BANK_SECRET: 'sesame',
  OTHER_SECRET: 'hush',
  OIDC_CLIENT_SECRET: 'secret',
  POSTGRES_URL: 'postgres://a:b@c/d',
};
const processOf = (settings: string[], rest: Record<string, string> = {}) =>
  unitProcess({ ...release, description: { ...release.description, settings } }, 'explore-1', {
    settings: settingsFrom({ ...given, ...rest }, '/'),
    servers,
    releases: '',
    verticalToken: () => '',
    signIn: {},
    gatewaySecrets: () => ({}),
  });
const explore = processOf([]);

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

it('a vertical is told those settings that it declares: none that another one does, and none of the whole shop', async () => {
  const wanted = ['BANK_SECRET', 'OIDC_CLIENT_SECRET', 'POSTGRES_URL', 'NATS_USER', 'NOT_SET'];
  const { environment } = await processOf(wanted).prepare();
  expect(
    Object.keys(environment)
      .filter((name) => [...wanted, 'OTHER_SECRET'].includes(name))
      .sort(),
  ).toEqual(['BANK_SECRET', 'NATS_USER']);
  expect([environment['BANK_SECRET'], environment['NATS_USER']]).toEqual(['sesame', '']);
  expect((await explore.prepare()).environment).not.toHaveProperty('BANK_SECRET');
});

it('a vertical may know where browsers find the shop, also where nobody has said it', async () => {
  const found = async (rest: Record<string, string>) => (await processOf(['PUBLIC_URL'], rest).prepare()).environment['PUBLIC_URL'];
  expect(await found({})).toBe('http://127.0.0.1:4000');
  expect(await found({ HOST: '0.0.0.0', PORT: '4100' })).toBe('http://localhost:4100');
  expect(await found({ PUBLIC_URL: 'https://shop.example' })).toBe('https://shop.example');
});
