import * as oidc from 'openid-client';
import { z } from 'zod';
import { Sealed } from '../sealed.ts';
import type { Session } from '../session.ts';
import { nameIn, rolesIn } from './claims.ts';
import { isAway, type Relying } from './relying.ts';
import { RETURN_PATH, type SignInSettings } from './settings.ts';

const MINUTES = 60;

/** What must be true of the one who comes back, and where that leads. */
const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

/** Somebody came back from a provider, and was not signed in. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/** A sign-in at an OpenID provider: the authorization code flow with PKCE, state and nonce. */
export class SignIn {
  private readonly begun: Sealed<z.infer<typeof Begun>>;

  constructor(
    private readonly settings: SignInSettings,
    private readonly provider: Relying,
    secrets: readonly string[],
  ) {
    this.begun = new Sealed(secrets, { name: 'sign-in', keptFor: 10 * MINUTES, schema: Begun });
  }

  /** Seconds that a sign-in may take. */
  get keptFor(): number {
    return this.begun.keptFor;
  }

  /** Where to go to sign in, and what the browser must show when it comes back. */
  async begin(address: string, to: string): Promise<{ location: string; cookie: string }> {
    const configuration = await this.provider.configuration(address);
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: address + RETURN_PATH,
      scope: this.settings.scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(this.provider.asksAlways && { prompt: 'login' }),
    });
    return { location: location.href, cookie: await this.begun.seal({ state, nonce, verifier, to }) };
  }

  /**
   * Who came back from the provider, and where that one wanted to go.
   *
   * @throws SignInRefused when it was not this browser that began, or when the provider or a check says no. Being away is another matter: `isAway`.
   */
  async complete(address: string, returned: string, cookie: string | undefined): Promise<{ session: Session; to: string }> {
    const begun = await this.begun.open(cookie);
    if (!begun) throw new SignInRefused('It took too long, or was begun in another browser');
    const configuration = await this.provider.configuration(address);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(address + returned), {
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        pkceCodeVerifier: begun.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      return { session: this.sessionOf(await this.completed(configuration, claims, tokens.access_token)), to: begun.to };
    } catch (error) {
      throw isAway(error) ? error : new SignInRefused('The identity provider did not vouch for you', { cause: error });
    }
  }

  /** Many providers say roles only when they are asked who somebody is. */
  private async completed(configuration: oidc.Configuration, claims: oidc.IDToken, token: string): Promise<oidc.IDToken> {
    const says = rolesIn(claims, this.settings.rolesClaim).length > 0;
    if (says || !configuration.serverMetadata().userinfo_endpoint) return claims;
    return { ...claims, ...(await oidc.fetchUserInfo(configuration, token, claims.sub)) };
  }

  private sessionOf(claims: oidc.IDToken): Session {
    const isStaff = rolesIn(claims, this.settings.rolesClaim).includes(this.settings.staffRole);
    return { sub: claims.sub, name: nameIn(claims), roles: isStaff ? ['staff'] : [] };
  }
}
