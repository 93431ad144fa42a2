import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { ShortMemory } from '../access/identity/short-memory.ts';

/** A provider of somebody else's on a port of its own: away until it opens, and it asks nobody for a password. */
export class TestProvider {
  /** Who signs in there next. */
  account = '';
  private provider: Provider | undefined;
  private readonly key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

  private constructor(
    private readonly server: Server,
    /** What it says of each account. */
    private readonly accounts: Record<string, object>,
  ) {}

  static async start(accounts: Record<string, object>): Promise<TestProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const started = new TestProvider(server, accounts);
    server.on('request', (request, response) => void started.answer(request, response));
    return started;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  open(redirectUri: string) {
    this.provider = new Provider(this.issuer, {
      adapter: new ShortMemory().of,
      ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
      clients: [{ client_id: 'tractors', client_secret: 'a secret: of %theirs', redirect_uris: [redirectUri] }],
      jwks: { keys: [{ ...this.key, use: 'sig', alg: 'RS256' }] },
      claims: { openid: ['sub'], profile: ['name', 'realm'] },
      cookies: { keys: ['theirs'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/login/${uid}` },
      findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...this.accounts[sub] }) }),
      loadExistingGrant: async ({ oidc: { provider, client, session } }) => {
        const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
  }
  away() {
    this.provider = undefined;
  }
  async stop() {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    if (!this.provider) return void response.writeHead(503).end();
    if (!request.url?.startsWith('/login/')) return this.provider.callback()(request, response);
    const result = this.account ? { login: { accountId: this.account } } : { error: 'access_denied' };
    return this.provider.interactionFinished(request, response, result);
  }
}
