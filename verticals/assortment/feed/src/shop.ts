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
    const response = await this.fetch(path, {}, 10_000);
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async read(path: string, init: Init, deadline: number): Promise<any> {
    const response = await this.fetch(
      path,
      { ...init, headers: { ...init.headers, 'jogakbo-deadline': String(deadline) } },
      deadline + 1000,
    );
    const body: unknown = await response.json();
    if (!response.ok) throw new RefusedError(Problem.parse(body));
    return body;
  }

  private async fetch(path: string, init: Init, timeout: number): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, ...init.headers };
    try {
      return await fetch(`${this.address}${path}`, { ...init, headers, signal: AbortSignal.timeout(timeout) });
    } catch (error) {
      throw new Error(`No shop answers at ${this.address}. Start it with \`npm start\`. (${String(error)})`);
    }
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
