import {
  Problem,
  problem,
  ProblemError,
  type CommandDefinition,
  type DataOf,
  type QueryDefinition,
  type ResultOf,
  type ViewOf,
} from '@jogakbo/contract';

/** Milliseconds that anybody waits for an answer. */
const PATIENCE = 10_000;

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Somebody who uses the shop through its one door, with the cookies that a browser would have. */
export class Caller {
  private readonly cookies = new Map<string, string>();
  constructor(
    private readonly address: string,
    private readonly token?: string,
  ) {}

  /** Loads a page, whole. */
  async open(path: string): Promise<void> {
    await (await this.fetch(path, { headers: { accept: 'text/html' } })).text();
  }

  /** @throws ProblemError when it is refused, or nobody answers. */
  ask<Q extends QueryDefinition>({ vertical, type }: Q, data: DataOf<Q>): Promise<ViewOf<Q>> {
    return this.answer(`/api/${vertical}/${type}?data=${encodeURIComponent(JSON.stringify(data))}`, {});
  }

  /** @throws ProblemError when it is refused, or nobody answers: then it may have been carried out. */
  send<C extends CommandDefinition>({ vertical, type }: C, data: DataOf<C>): Promise<ResultOf<C>> {
    const headers = { 'content-type': 'application/json' };
    return this.answer(`/api/${vertical}/${type}`, { method: 'POST', headers, body: JSON.stringify(data) });
  }

  private async answer(path: string, init: Sent): Promise<any> {
    const response = await this.fetch(path, init).catch((error: unknown) => {
      throw new ProblemError(problem('unavailable', String(error)));
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    throw new ProblemError(Problem.safeParse(body).data ?? problem('unavailable', `HTTP ${response.status}`));
  }

  private async fetch(path: string, init: Sent): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie && { cookie }), ...(this.token && { authorization: `Bearer ${this.token}` }) };
    const response = await fetch(`${this.address}${path}`, { ...init, headers, signal: AbortSignal.timeout(PATIENCE) });
    for (const kept of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(kept) ?? [];
      if (name) this.cookies.set(name, value!);
    }
    return response;
  }
}

/** Whether asking again may help: nobody has said no. */
export const isTrouble = (error: unknown): boolean =>
  !(error instanceof ProblemError) || error.problem.status >= 500 || error.problem.status === 429;
