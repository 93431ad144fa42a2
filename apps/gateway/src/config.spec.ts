import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
const sealing = { SESSION_SECRET: ['x'.repeat(32)] };
const config = (settings: Record<string, string>) => gatewayConfig({ ...needed, ...settings });

describe('What is set for signing in', () => {
  it('is nothing at all, or a provider', () => {
    expect(config({})).toMatchObject({ OIDC_ROLES_CLAIM: 'roles', OIDC_STAFF_ROLE: 'staff', OIDC_SCOPE: 'openid profile' });
    expect(config(other)).toMatchObject({ ...other, ...sealing });
    expect(config({ IDENTITY_FILE: '/identity.json', ...secret })).toMatchObject(sealing);
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
    ['SECRETS_FILE', { SECRETS_FILE: '/nowhere/gateway.json' }],
  ])('is refused by name: %s', (name, settings) =>
    expect(() => config(settings as unknown as Record<string, string>)).toThrow(`  ${name}: `),
  );
});

describe('What is rotated', () => {
  it('is read from a file each time, wins over the environment, and may be several with commas between', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gateway-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'gateway.json');
    const tokens = ['the-new-token-of-staff', 'the-old-token-of-staff'];
    writeFileSync(file, JSON.stringify({ STAFF_TOKEN: tokens.join(), REVISION: '2' }));
    expect(config({ STAFF_TOKEN: tokens[1]!, SECRETS_FILE: file })).toMatchObject({ STAFF_TOKEN: tokens, REVISION: '2' });
    writeFileSync(file, JSON.stringify({ STAFF_TOKEN: tokens[0], REVISION: '3' }));
    expect(config({ SECRETS_FILE: file })).toMatchObject({ STAFF_TOKEN: [tokens[0]], REVISION: '3' });
  });
});
