import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

export interface HttpRequest {
  readonly cookie?: string;
  readonly authorization?: string;
  /** Sent as JSON by POST; without it, the address is asked by GET. */
  readonly send?: unknown;
}

/** Milliseconds after which a request counts as hung. */
const PATIENCE = 20_000;

/** A client with kept connections: `fetch` would take more of the two cores than the gateway that it asks. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1024 });
  constructor(private readonly address: string) {}

  /** @throws Error when the connection breaks, or no answer comes in twenty seconds. */
  async ask(path: string, { cookie, authorization, send }: HttpRequest = {}): Promise<HttpAnswer> {
    const body = send === undefined ? undefined : JSON.stringify(send);
    const headers = {
      ...(cookie && { cookie }),
      ...(authorization && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const asked = request(
      new URL(path, this.address),
      { agent: this.agent, method: body === undefined ? 'GET' : 'POST', headers, signal: AbortSignal.timeout(PATIENCE) },
      (answer) => {
        text(answer).then((said) => resolve({ status: answer.statusCode!, retryAfter: answer.headers['retry-after'], body: said }), reject);
      },
    );
    asked.on('error', reject).end(body);
    return promise;
  }

  close(): void {
    this.agent.destroy();
  }
}
