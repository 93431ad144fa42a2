import { Problem, type CommandDefinition, type DataOf, type QueryDefinition, type ResultOf, type ViewOf } from '@jogakbo/contract';

type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

/** A running shop, asked as staff. */
export class ShopApi {
  private readonly address: string;
  private readonly token: string;
  constructor(address: string, token: string) {
    this.address = address;
    this.token = token;
  }

  /** The shop that the environment names: ADDRESS and STAFF_TOKEN. */
  static fromEnvironment({ ADDRESS, STAFF_TOKEN } = process.env): ShopApi {
    if (!ADDRESS || !STAFF_TOKEN)
      throw new Error('ADDRESS and STAFF_TOKEN say which shop, and that you are staff. `npm run feed` sets both.');
    return new ShopApi(ADDRESS, STAFF_TOKEN);
  }

  async send<C extends CommandDefinition>(command: C, data: DataOf<C>): Promise<ResultOf<C>> {
    return this.read(
      `/api/${command.vertical}/${command.type}`,
      { method: 'POST', body: JSON.stringify(data), headers: { 'content-type': 'application/json' } },
      command.deadline,
    );
  }
  async ask<Q extends QueryDefinition>(query: Q, data: DataOf<Q>): Promise<ViewOf<Q>> {
    return this.read(`/api/${query.vertical}/${query.type}?data=${encodeURIComponent(JSON.stringify(data))}`, {}, query.deadline);
  }
  async bytes(path: string): Promise<Buffer> {
    return this.fetch(path, {}, 10_000, async (response) => {
      if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    });
  }

  private async read(path: string, init: Init, deadline: number): Promise<any> {
    const headers = { ...init.headers, 'jogakbo-deadline': String(deadline) };
    return this.fetch(path, { ...init, headers }, deadline + 1000, async (response) => {
      const body: unknown = await response.json();
      if (!response.ok) throw new RefusedError(Problem.parse(body));
      return body;
    });
  }

  private async fetch<T>(path: string, init: Init, timeout: number, read: (response: Response) => Promise<T>): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}`, ...init.headers };
    try {
      return await read(await fetch(`${this.address}${path}`, { ...init, headers, signal: AbortSignal.timeout(timeout) }));
    } catch (error) {
      throw this.explained(error, path, timeout);
    }
  }

  /** A shop that is slow is not one that is away: what it was asked for may still happen. */
  private explained(error: unknown, path: string, timeout: number): unknown {
    const { name } = error as Error;
    if (name === 'TimeoutError')
      return new Error(`${this.address} did not answer ${path} within ${timeout} ms; what was asked may still happen.`);
    // So fetch names that nobody answers.
    return name === 'TypeError' ? new Error(`No shop answers at ${this.address}. Start it with \`npm start\`. (${String(error)})`) : error;
  }
}

/** The shop said no, and why. */
export class RefusedError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    const errors = (problem.errors ?? []).map(({ path, reason }) => `  ${path}: ${reason}`);
    super([`${problem.title}${problem.detail ? `: ${problem.detail}` : ''}`, ...errors].join('\n'));
    this.problem = problem;
  }
}
