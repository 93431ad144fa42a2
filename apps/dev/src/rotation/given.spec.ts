import { expect, it } from 'vitest';
import { settingsFrom } from '../settings.ts';
import { givenAnew, givenSecrets } from './given.ts';

const before = {
  STRIPE_SECRET_KEY: 'sk_old',
  STRIPE_API_URL: 'https://one.example',
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'shop',
  OIDC_CLIENT_SECRET: 'old',
  POSTGRES_URL: 'postgres://admin:old@db.example/postgres',
};
const anew = (changed: Record<string, string>) => {
  const settings = settingsFrom(before, '/');
  return { settings, taken: givenAnew({ settings, readAgain: () => settingsFrom({ ...before, ...changed }, '/') }) };
};

it('secrets that somebody else has made are taken up as they are set now, and nothing else is', () => {
  const changed = { STRIPE_SECRET_KEY: 'sk_new', STRIPE_API_URL: 'https://other.example', OIDC_CLIENT_SECRET: 'new', PORT: '1' };
  const { settings, taken } = anew(changed);
  expect(taken).toEqual(['STRIPE_SECRET_KEY', 'OIDC_CLIENT_SECRET']);
  expect([settings.ofVerticals, settings.signIn.OIDC_CLIENT_SECRET, settings.port]).toEqual([
    { STRIPE_SECRET_KEY: 'sk_new', STRIPE_API_URL: 'https://one.example' },
    'new',
    4000,
  ]);
});

it('another password for the same PostgreSQL server is taken up, another server is not', () => {
  const [same, other] = ['postgres://admin:new@db.example/postgres', 'postgres://admin:new@other.example/postgres'];
  expect([anew({ POSTGRES_URL: same }).settings.postgresUrl, anew({ POSTGRES_URL: same }).taken]).toEqual([same, ['POSTGRES_URL']]);
  expect(anew({ POSTGRES_URL: other })).toMatchObject({ taken: [], settings: { postgresUrl: before.POSTGRES_URL } });
});

it('they are listed by their names', () => {
  expect([...givenSecrets(settingsFrom(before, '/')).keys()]).toEqual(['STRIPE_SECRET_KEY', 'OIDC_CLIENT_SECRET', 'POSTGRES_URL']);
});
