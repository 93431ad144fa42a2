import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { identityIn, isAccount } from '@jogakbo/gateway/identity';
import { Credentials } from './credentials.ts';
import { settingsFrom } from './settings.ts';
import { prepareSignIn } from './sign-in.ts';
import { stateIn } from './state.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function fresh() {
  const folder = mkdtempSync(join(tmpdir(), 'jogakbo-sign-in-'));
  folders.push(folder);
  const state = stateIn(folder);
  const prepare = (environment: Record<string, string> = {}) =>
    prepareSignIn(settingsFrom(environment, '/shop'), state, new Credentials(state.credentials));
  return { folder, state, prepare };
}

describe('The account of the shop’s own provider', () => {
  it('is made once, and its password is said once', async () => {
    const { folder, state, prepare } = fresh();
    const { environment, made } = prepare();
    expect(environment).toMatchObject({ IDENTITY_FILE: state.identity, OIDC_ROLES_CLAIM: 'roles' });
    expect(await isAccount(identityIn(state.identity), made!)).toBe(true);
    expect(prepare()).toMatchObject({ environment, made: undefined });
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(kept.join('')).not.toContain(made!.password);
  });
  it('is in a file that only its owner reads', () => {
    const { state, prepare } = fresh();
    prepare();
    expect(statSync(state.identity).mode & 0o777).toBe(0o600);
  });
  it('is forgotten by a start that fails before it was said, and by no later one', () => {
    const { state, prepare } = fresh();
    prepare().undo();
    expect(existsSync(state.identity)).toBe(false);
    prepare();
    prepare().undo();
    expect(existsSync(state.identity)).toBe(true);
  });
});

describe('The session secret', () => {
  it('is as long as the gateway asks, and stays', () => {
    const { prepare } = fresh();
    const { SESSION_SECRET } = prepare().environment;
    expect(SESSION_SECRET!.length).toBeGreaterThanOrEqual(32);
    expect(prepare().environment).toMatchObject({ SESSION_SECRET });
  });
});

it('a provider of somebody else’s needs no account here', () => {
  const { state, prepare } = fresh();
  const chosen = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'shop', PUBLIC_URL: 'https://shop.example' };
  const { environment, made } = prepare(chosen);
  expect([environment, made]).toEqual([expect.objectContaining(chosen), undefined]);
  expect(environment).not.toHaveProperty('IDENTITY_FILE');
  expect(existsSync(state.identity)).toBe(false);
});
