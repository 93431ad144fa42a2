import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { isOpenToReaders } from '@jogakbo/gateway/settings';
import { settingsFrom } from './settings.ts';

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(settingsFrom({}, '/shop')).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      state: '/shop/.jogakbo',
      replicas: 1,
      natsServer: undefined,
    });
  });

  it('take an empty value as none', () => {
    expect(settingsFrom({ PORT: '', NATS_SERVER: '' }, '/shop')).toMatchObject({ port: 4000, natsServer: undefined });
  });

  it('let the state folder be anywhere', () => {
    expect(settingsFrom({ JOGAKBO_STATE: '/var/tmp/state' }, '/shop').state).toBe('/var/tmp/state');
    expect(settingsFrom({ JOGAKBO_STATE: 'other' }, '/shop').state).toBe('/shop/other');
  });

  it('name every wrong one at once, with what it is and what it must be', () => {
    const refusal = refusalOf({ PORT: '99999', REPLICAS: 'many', LOG_LEVEL: 'loud', POSTGRES_URL: 'mysql://x' });
    expect(refusal.message).toContain('PORT=99999: must be from 0 to 65535');
    expect(refusal.message).toContain('REPLICAS=many: must be a number');
    expect(refusal.message).toContain('LOG_LEVEL=loud');
    expect(refusal.message).toContain('POSTGRES_URL=mysql://x: must be postgres://');
    expect(refusal.cure).toContain('.env.example');
  });

  it('name a provider where staff sign in together with who the shop is there', () => {
    expect(refusalOf({ OIDC_ISSUER: 'https://id.example' }).message).toContain('OIDC_CLIENT_ID=: is needed with OIDC_ISSUER');
    expect(refusalOf({ OIDC_ISSUER: 'id.example' }).message).toContain('OIDC_ISSUER=id.example: must be https://');
    const { signIn } = settingsFrom({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'shop' }, '/');
    expect(signIn).toMatchObject({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'shop', OIDC_ROLES_CLAIM: 'roles' });
  });

  it('that are nobody’s here are kept for the verticals that declare them', () => {
    expect(settingsFrom({ PORT: '4100', BANK_SECRET: 'sesame', POSTGRES_URL: 'postgres://a:b@c/d' }, '/').ofVerticals).toEqual({
      BANK_SECRET: 'sesame',
    });
  });

  it('do not put the shop where no browser looks', () => {
    expect(() => settingsFrom({ PORT: '6000' }, '/')).toThrow('browsers refuse');
  });

  it('refuse an address of the shop with a path at once, and say what to write', () => {
    expect(() => settingsFrom({ PUBLIC_URL: 'https://shop.example/store' }, '/')).toThrow(
      'PUBLIC_URL=https://shop.example/store: must be the address alone',
    );
    expect(settingsFrom({ PUBLIC_URL: 'https://shop.example/' }, '/').signIn.PUBLIC_URL).toBe('https://shop.example');
  });

  it.each([
    ['127.0.0.1', undefined, false],
    ['localhost', undefined, false],
    ['0.0.0.0', undefined, true],
    ['::', 'http://shop.example', true],
    ['192.168.0.4', undefined, true],
    ['0.0.0.0', 'https://shop.example', false],
  ])('at %s, found at %s, what goes to and from the shop can be read: %s', (host, publicUrl, can) =>
    expect(isOpenToReaders({ host, publicUrl })).toBe(can),
  );

  it('are all described in .env.example, with their defaults', async () => {
    const { readFile } = await import('node:fs/promises');
    const { parseEnv } = await import('node:util');
    const described = parseEnv(
      (await readFile(new URL('../../../.env.example', import.meta.url), 'utf8')).replaceAll(/^#(?=[A-Z_]+=)/gm, ''),
    );
    const ofVerticals = [
      ...['PAYMENT_PROVIDER', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
      ...['FORGET_CUSTOMERS_AFTER_DAYS', 'CLIENT_UNPAID_PIECES'],
    ];
    const without = [
      'NATS_SERVER',
      'POSTGRES_URL',
      'PUBLIC_URL',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'TRUSTED_PROXY',
    ].concat(ofVerticals);
    const withDefault = Object.fromEntries(Object.entries(described).filter(([name]) => !without.includes(name)));
    expect(settingsFrom(withDefault, '/shop')).toEqual(settingsFrom({}, '/shop'));
    expect(Object.keys(described)).toHaveLength(30 + ofVerticals.length);
  });
});

function refusalOf(environment: Record<string, string>): Problem {
  try {
    settingsFrom(environment, '/shop');
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('nothing was refused');
}
