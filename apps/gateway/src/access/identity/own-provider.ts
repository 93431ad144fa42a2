import * as oidc from 'openid-client';
import { isEncrypted } from '../../http/own-address.ts';
import { authenticating, patient, type Relying } from '../sign-in/relying.ts';
import { MOUNT, type EmbeddedProvider } from './embedded-provider.ts';

/** The shop's own provider, as the one who relies on it knows it: nothing has to be found out, and no network is between. */
export class OwnProvider implements Relying {
  // Nobody is signed out there otherwise: the machine at a counter is used by many.
  readonly asksAlways = true;
  constructor(private readonly embedded: EmbeddedProvider) {}

  async configuration(address: string): Promise<oidc.Configuration> {
    const { id, secret } = this.embedded.client;
    const issuer = address + MOUNT;
    const server = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      authorization_response_iss_parameter_supported: true,
    };
    const configuration = new oidc.Configuration(server, id, { id_token_signed_response_alg: 'ES256' }, authenticating(secret));
    configuration[oidc.customFetch] = patient(this.embedded.fetch(address));
    oidc.enableNonRepudiationChecks(configuration);
    if (!isEncrypted(address)) oidc.allowInsecureRequests(configuration);
    return configuration;
  }
}
