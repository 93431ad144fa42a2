import * as oidc from 'openid-client';

/** Seconds that a provider has for one answer. */
const PATIENCE = 5;

/** A provider that did not answer: it may later. */
class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

/** Whether it was the provider's being away that something failed by. */
export function isAway(error: unknown): boolean {
  return error instanceof ProviderAway || (error instanceof Error && error.cause !== undefined && isAway(error.cause));
}

/** What is known of a provider, by the address of this shop where that matters. */
export interface Relying {
  configuration(address: string): Promise<oidc.Configuration>;
  /** Asks for the password even of those whom the provider still knows. */
  readonly asksAlways: boolean;
}

/** Sees to it that what we ask ends in time, and that being away is told from saying no. */
export const patient =
  (ask: (url: string, options: oidc.CustomFetchOptions) => Promise<Response>): oidc.CustomFetch =>
  async (url, options) => {
    try {
      const answer = await ask(url, options);
      if (answer.status < 500) return answer;
      throw new Error(`It answered ${answer.status}.`);
    } catch (cause) {
      throw new ProviderAway(`The identity provider does not answer at ${url}`, { cause });
    }
  };

export interface OtherClient {
  readonly issuer: string;
  readonly id: string;
  readonly secret: string | undefined;
}

/** A provider of somebody else's: found out about when it is first needed, and asked again when that failed. */
export class OtherProvider implements Relying {
  readonly asksAlways = false;
  private known: Promise<oidc.Configuration> | undefined;
  constructor(
    private readonly client: OtherClient,
    private readonly isUnencrypted: boolean,
  ) {}

  configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw isAway(error) ? error : new ProviderAway('The identity provider does not describe itself', { cause: error });
    });
    return this.known;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, id, secret } = this.client;
    return oidc.discovery(new URL(issuer), id, undefined, authenticating(secret), {
      timeout: PATIENCE,
      execute: [oidc.enableNonRepudiationChecks, ...(this.isUnencrypted ? [oidc.allowInsecureRequests] : [])],
      [oidc.customFetch]: patient((url, options) => fetch(url, options as RequestInit)),
    });
  }
}

/** As the provider wants it; what says nothing of it takes the header (OpenID Connect Discovery, 3). */
export function authenticating(secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  return (server, ...request) => {
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server;
    const authenticate = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
    authenticate(server, ...request);
  };
}
