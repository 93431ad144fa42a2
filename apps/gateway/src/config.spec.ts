import { describe, expect, it } from 'vitest';
import { gatewayConfig } from './config.ts';

const needed = {
  NATS_URL: 'nats://127.0.0.1:4222',
  NATS_USER: 'gateway',
  NATS_PASSWORD: 'secret',
  HEALTH_PORT: '0',
  INSTANCE: 'gateway-1',
  RELEASE_DIR: '/release',
  RELEASES_DIR: '/releases',
  PORT: '4000',
};
const secret = { SESSION_SECRET: 'x'.repeat(32) };
const other = { OIDC_ISSUER: 'https://id.example/realm', OIDC_CLIENT_ID: 'shop', ...secret };
const config = (settings: Record<string, string>) => gatewayConfig({ ...needed, ...settings });

describe('What is set for signing in', () => {
  it('is nothing at all, or a provider', () => {
    expect(config({})).toMatchObject({ OIDC_ROLES_CLAIM: 'roles', OIDC_STAFF_ROLE: 'staff', OIDC_SCOPE: 'openid profile' });
    expect(config(other)).toMatchObject(other);
    expect(config({ IDENTITY_FILE: '/identity.json', ...secret })).toMatchObject(secret);
    expect(config({ PUBLIC_URL: 'https://shop.example/' }).PUBLIC_URL).toBe('https://shop.example');
  });
  it.each([
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example', ...secret }],
    ['SESSION_SECRET', { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'shop' }],
    ['SESSION_SECRET', { IDENTITY_FILE: '/identity.json' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }],
    ['OIDC_ISSUER', { ...other, OIDC_ISSUER: 'http://id.example' }],
    ['OIDC_ISSUER', { ...other, OIDC_ISSUER: 'id.example' }],
    ['OIDC_SCOPE', { ...other, OIDC_SCOPE: 'profile' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://shop.example/tractors' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://shop.example' }],
  ])('is refused by name: %s', (name, settings) =>
    expect(() => config(settings as unknown as Record<string, string>)).toThrow(`  ${name}: `),
  );
});
