import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Identity, identityIn } from '@jogakbo/gateway/identity';
import type { Credentials, SecretName } from '../credentials.ts';
import type { NatsAccess } from '../nats/connection.ts';
import type { Settings } from '../settings.ts';
import type { State } from '../state.ts';
import { writeStored } from '../stored.ts';

/** What the gateway's secrets are taken from. */
export interface GatewayGround {
  readonly state: State;
  readonly settings: Pick<Settings, 'signIn'>;
  readonly credentials: Credentials;
  readonly natsFor: (user: string) => NatsAccess;
}

/** Writes down all that is accepted by the gateway now, where it reads it when it starts and when it is asked to; answers which state that is. */
export function writeGatewaySecrets({ state, settings, credentials, natsFor }: GatewayGround): Record<string, string> {
  const values = (name: SecretName) => credentials.accepted(name).map(({ value }) => value);
  const { user, password } = natsFor('gateway');
  const { OIDC_ISSUER, OIDC_CLIENT_SECRET } = settings.signIn;
  const secrets = {
    ...{ NATS_USER: user, NATS_PASSWORD: password },
    STAFF_TOKEN: values('staff-token').join(),
    VERTICAL_TOKEN: values('vertical-token').join(),
    SESSION_SECRET: values('session-secret').join(),
    ...(OIDC_CLIENT_SECRET !== undefined && { OIDC_CLIENT_SECRET }),
  };
  const identity = OIDC_ISSUER === undefined && existsSync(state.identity) ? writeIdentity(state, values) : undefined;
  const REVISION = createHash('sha256')
    .update(JSON.stringify([secrets, identity]))
    .digest('hex')
    .slice(0, 16);
  writeStored(state.gateway, { ...secrets, REVISION });
  return { ...secrets, REVISION, SECRETS_FILE: state.gateway };
}

/** The first key signs; by all of them it is checked. */
function writeIdentity({ identity: file }: State, values: (name: SecretName) => string[]): Identity {
  const signingKeys = values('identity-signing-key').map((key) => JSON.parse(key) as Identity['signingKeys'][number]);
  const identity = { ...identityIn(file), cookieKeys: values('identity-cookie-key'), signingKeys };
  writeStored(file, identity);
  return identity;
}
