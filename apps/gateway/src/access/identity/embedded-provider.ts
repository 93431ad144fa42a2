import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inject, type DispatchFunc } from 'light-my-request';
import { LRUCache } from 'lru-cache';
import { Provider, type Configuration } from 'oidc-provider';
import type { CustomFetchOptions } from 'openid-client';
import { log } from '@jogakbo/runtime';
import { CALM_POLICY, calmPage } from '../../http/calm-page.ts';
import { isEncrypted } from '../../http/own-address.ts';
import type { Identity } from './identity.ts';
import { ShortMemory } from './short-memory.ts';

/** Where the shop's own provider is, below the shop's address. */
export const MOUNT = '/identity';
const CLIENT = 'shop';
const MINUTES = 60;
/** Addresses that the shop is asked by at the same time; more of them are only slower. */
const ADDRESSES = 16;

/** The shop's own OpenID provider: one account, one client, and nothing that outlasts a sign-in. */
export class EmbeddedProvider {
  readonly client = { id: CLIENT, secret: randomBytes(32).toString('base64url') };
  private readonly providers = new LRUCache<string, Provider>({ max: ADDRESSES });

  constructor(
    readonly identity: Identity,
    private readonly returnPath: string,
    private readonly memory = new ShortMemory(),
  ) {}

  /** The provider as it is found at one address of the shop. */
  at(address: string): Provider {
    const known = this.providers.get(address);
    if (known) return known;
    const provider = new Provider(address + MOUNT, this.configuration(address));
    // What stands before the gateway ends the encryption; which address there is, the gateway says.
    provider.proxy = true;
    provider.on('server_error', (_context, error) => log.error({ err: error }, 'The own identity provider failed'));
    this.providers.set(address, provider);
    return provider;
  }

  /** Lets the provider answer a browser. */
  answer(address: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', headers } = request;
    headers['x-forwarded-proto'] = isEncrypted(address) ? 'https' : 'http';
    headers['x-forwarded-host'] = new URL(address).host;
    // What both names say apart is where the provider is mounted.
    Object.assign(request, { originalUrl: url, url: url.slice(MOUNT.length) || '/' });
    response.setHeader('cache-control', 'no-store');
    return this.at(address).callback()(request, response);
  }

  /** Asks the provider without a network: whether the gateway reaches its own address from inside is nobody's worry. */
  fetch(address: string): (url: string, options: CustomFetchOptions) => Promise<Response> {
    return async (url, { method, headers, body }) => {
      const { pathname, search, host } = new URL(url);
      const payload = Buffer.from(await new Response(body as BodyInit | null).arrayBuffer());
      const asked = { method: method as 'GET' | 'POST', url: pathname + search, headers: { ...headers, host }, payload };
      const answer: DispatchFunc = (request, response) => void this.answer(address, request, response);
      const { statusCode: status, headers: given, rawPayload } = await inject(answer, asked);
      const told = Object.entries(given).map(([name, value]) => [name, String(value)] as [string, string]);
      return new Response(new Uint8Array(rawPayload), { status, headers: told });
    };
  }

  private configuration(address: string): Configuration {
    const { cookieKeys: keys, signingKeys, name } = this.identity;
    const cookie = { signed: true, httpOnly: true, sameSite: 'lax' } as const;
    return {
      adapter: this.memory.of,
      clients: [
        {
          client_id: this.client.id,
          client_secret: this.client.secret,
          redirect_uris: [address + this.returnPath],
          grant_types: ['authorization_code'],
          response_types: ['code'],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      jwks: { keys: signingKeys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })) },
      scopes: ['openid', 'profile'],
      claims: { openid: ['sub'], profile: ['name', 'roles'] },
      conformIdTokenClaims: false,
      responseTypes: ['code'],
      pkce: { required: () => true },
      cookies: {
        keys,
        long: { ...cookie, path: MOUNT },
        short: cookie,
        names: { session: 'jogakbo_identity', interaction: 'jogakbo_interaction', resume: 'jogakbo_resume' },
      },
      ttl: {
        Interaction: 10 * MINUTES,
        Session: 10 * MINUTES,
        Grant: 10 * MINUTES,
        AuthorizationCode: 1 * MINUTES,
        AccessToken: 1 * MINUTES,
        IdToken: 5 * MINUTES,
      },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, userinfo: { enabled: false } },
      interactions: { url: (_context, { uid }) => `${MOUNT}/sign-in/${uid}` },
      findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, name, roles: ['staff'] }) }),
      // The only client is the shop itself: there is nobody to share anything with, so there is nothing to consent to.
      loadExistingGrant: async ({ oidc: { provider, client, session } }) => {
        const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
      renderError: (context, { error, error_description: text = error }) => {
        context.type = 'html';
        context.set('content-security-policy', CALM_POLICY);
        context.body = calmPage({ title: 'You could not be signed in', text: `${text}.`, on: '/sign-in' });
      },
    };
  }
}
