import type { GatewayConfig } from '../../config.ts';
import { EmbeddedProvider } from '../identity/embedded-provider.ts';
import { identityIn } from '../identity/identity.ts';
import { OwnProvider } from '../identity/own-provider.ts';
import type { ShortMemory } from '../identity/short-memory.ts';
import type { Ended } from '../ended-sessions.ts';
import { isEncrypted } from '../../http/own-address.ts';
import { Sessions } from '../session.ts';
import { OtherProvider, type Relying } from './relying.ts';

/** Where a provider sends the browser back to. */
export const RETURN_PATH = '/sign-in/return';

/** How people sign in here: at somebody else's provider, at the shop's own, or not at all. */
export class SignInSettings {
  readonly publicUrl: string | undefined;
  /** What is sealed with: the first seals, all open. */
  readonly secrets: readonly string[] | undefined;
  readonly sessions: Sessions | undefined;
  readonly scope: string;
  readonly rolesClaim: string;
  readonly staffRole: string;
  /** Sign-ins that one client may begin in a quarter of an hour. */
  readonly beginnings: number;
  readonly provider: Relying | undefined;
  /** The shop's own provider, where it is the one. */
  readonly embedded: EmbeddedProvider | undefined;

  /** @param memory What the shop's own provider remembers, where it goes on from another one. */
  constructor(config: GatewayConfig, ended: Ended, memory?: ShortMemory) {
    this.publicUrl = config.PUBLIC_URL;
    this.beginnings = config.CLIENT_SIGN_INS;
    this.secrets = config.SESSION_SECRET;
    this.sessions = this.secrets && new Sessions(this.secrets, ended);
    this.embedded = embeddedOf(config, memory);
    this.provider = this.embedded ? new OwnProvider(this.embedded) : otherOf(config);
    // The own provider says it its own way, whatever another one would be asked for.
    const said = this.embedded ? { scope: 'openid profile', rolesClaim: 'roles', staffRole: 'staff' } : undefined;
    this.scope = said?.scope ?? config.OIDC_SCOPE;
    this.rolesClaim = said?.rolesClaim ?? config.OIDC_ROLES_CLAIM;
    this.staffRole = said?.staffRole ?? config.OIDC_STAFF_ROLE;
  }
}

/** The shop's own provider, unless somebody else's is set. */
function embeddedOf({ OIDC_ISSUER, IDENTITY_FILE }: GatewayConfig, memory?: ShortMemory): EmbeddedProvider | undefined {
  if (OIDC_ISSUER !== undefined || IDENTITY_FILE === undefined) return undefined;
  return new EmbeddedProvider(identityIn(IDENTITY_FILE), RETURN_PATH, memory);
}

function otherOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret }: GatewayConfig): Relying | undefined {
  if (issuer === undefined || id === undefined) return undefined;
  return new OtherProvider({ issuer, id, secret }, !isEncrypted(issuer));
}
