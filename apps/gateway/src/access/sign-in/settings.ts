import type { GatewayConfig } from '../../config.ts';
import { EmbeddedProvider } from '../identity/embedded-provider.ts';
import { identityIn } from '../identity/identity.ts';
import { OwnProvider } from '../identity/own-provider.ts';
import { isEncrypted } from '../own-address.ts';
import { Sessions } from '../session.ts';
import { OtherProvider, type Relying } from './relying.ts';

/** Where a provider sends the browser back to. */
export const RETURN_PATH = '/sign-in/return';

/** How people sign in here: at somebody else's provider, at the shop's own, or not at all. */
export class SignInSettings {
  readonly publicUrl: string | undefined;
  readonly secret: string | undefined;
  readonly sessions: Sessions | undefined;
  readonly scope: string;
  readonly rolesClaim: string;
  readonly staffRole: string;
  readonly provider: Relying | undefined;
  /** The shop's own provider, where it is the one. */
  readonly embedded: EmbeddedProvider | undefined;

  constructor(config: GatewayConfig) {
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id = '', OIDC_CLIENT_SECRET: secret, IDENTITY_FILE: file } = config;
    this.publicUrl = config.PUBLIC_URL;
    this.secret = config.SESSION_SECRET;
    this.sessions = this.secret === undefined ? undefined : new Sessions(this.secret);
    this.scope = config.OIDC_SCOPE;
    this.rolesClaim = config.OIDC_ROLES_CLAIM;
    this.staffRole = config.OIDC_STAFF_ROLE;
    if (issuer !== undefined) this.provider = new OtherProvider({ issuer, id, secret }, !isEncrypted(issuer));
    else if (file !== undefined) {
      this.embedded = new EmbeddedProvider(identityIn(file), RETURN_PATH);
      this.provider = new OwnProvider(this.embedded);
      // The own provider says it its own way, whatever another one would be asked for.
      [this.scope, this.rolesClaim, this.staffRole] = ['openid profile', 'roles', 'staff'];
    }
  }
}
