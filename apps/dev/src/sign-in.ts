import { existsSync, rmSync } from 'node:fs';
import { identityIn, newIdentity } from '@jogakbo/gateway/identity';
import type { Credentials } from './credentials.ts';
import type { Settings } from './settings.ts';
import type { State } from './state.ts';
import { writeStored } from './stored.ts';

/** How staff get in by a browser. */
export interface SignIn {
  /** What the gateway is told of it. */
  environment: Record<string, string>;
  /** The account that has just been made: its password stands nowhere else, so it has to be said now. */
  made?: { name: string; password: string };
  /** Forgets the account that has just been made: nobody was told its password. */
  undo: () => void;
}

/** Where staff sign in: at the provider that is set, else at the shop's own, whose account is made with the state folder. */
export function prepareSignIn({ signIn }: Settings, state: State, credentials: Credentials): SignIn {
  const chosen = Object.fromEntries(Object.entries(signIn).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const environment = { ...chosen, SESSION_SECRET: credentials.of('session-secret') };
  if (signIn.OIDC_ISSUER !== undefined) return { environment, undo: () => {} };
  const made = existsSync(state.identity) ? undefined : makeAccount(state.identity);
  adoptKeys(state.identity, credentials);
  const undo = () => made && rmSync(state.identity, { force: true });
  return { environment: { ...environment, IDENTITY_FILE: state.identity }, made, undo };
}

/** What the provider signs with is rotated like all other secrets; the account's file has what is accepted. */
function adoptKeys(file: string, credentials: Credentials): void {
  const { cookieKeys, signingKeys } = identityIn(file);
  credentials.adopt('identity-cookie-key', cookieKeys[0]!);
  credentials.adopt('identity-signing-key', JSON.stringify(signingKeys[0]));
}

function makeAccount(file: string): { name: string; password: string } {
  const { identity, password } = newIdentity();
  writeStored(file, identity);
  return { name: identity.name, password };
}
