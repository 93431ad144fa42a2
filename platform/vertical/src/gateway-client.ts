import http, { type Agent, type RequestOptions } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { urlToHttpOptions } from 'node:url';
import { CORRELATION_HEADER, headerNames } from '@jogakbo/protocol';
import { Problem, problem, ProblemError, type DataOf, type QueryDefinition, type ViewOf } from '@jogakbo/contract';
import { currentCall, headersOf, remaining, machine, log } from '@jogakbo/runtime';
import { gatewaySeconds } from './metrics.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The most connections that one process has to the gateway; who comes when all are in use waits within its own time. */
const CONNECTIONS = 64;

const unavailable = (why: string) => new ProblemError(problem('unavailable', why));

/**
 * The gateway, as a vertical asks it for what only another vertical knows at this moment.
 *
 * @remarks Connections are kept and used again. Nothing is asked twice: whoever asks has an answer of its own for the
 * time in which there is none. Without an address there is nobody to ask.
 * @see docs/decisions/0020-asking-another-vertical.md
 * @example
 * const prices = await this.gateway.ask(GetPrices, { skus }, 300);
 */
export class Gateway {
  private readonly agent: Agent | undefined;
  private readonly get: typeof http.get;
  private readonly place: RequestOptions;
  private readonly root: string;
  private readonly shown: Record<string, string>;

  /** By its address, `http://…` or `https://…`, and what shows it that no visitor asks. */
  constructor(address?: string, token?: string) {
    this.shown = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const url = address === undefined ? undefined : new URL(address);
    const { Agent, get } = url?.protocol === 'https:' ? https : http;
    this.get = get;
    this.agent = url && new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const { protocol, hostname, port } = url ? urlToHttpOptions(url) : {};
    this.place = { protocol, hostname, port };
    this.root = url?.pathname.replace(/\/$/, '') ?? '';
  }

  /**
   * One question to another vertical's live release, in the present call's trace and correlation. It takes no more than
   * the budget, in milliseconds, nor more than what is left of the present call.
   *
   * @throws ProblemError The problem that the vertical or the gateway states; `unavailable` when no answer came in time,
   * or one that the contract doesn't know; `deadline-exceeded` when the present call's own time was over before.
   */
  async ask<Q extends QueryDefinition>(query: Q, data: DataOf<Q>, budget = query.deadline): Promise<ViewOf<Q>> {
    const left = currentCall() ? Math.min(budget, remaining()) : budget;
    if (left < 1) throw new ProblemError(problem('deadline-exceeded'));
    const end = gatewaySeconds.startTimer({ vertical: query.vertical, message: query.type });
    try {
      const view = viewIn(query, await this.answer(query, data, left));
      end({ outcome: 'ok' });
      return view;
    } catch (error) {
      const told = error instanceof ProblemError ? error : unreachable(query, error);
      end({ outcome: told.problem.type });
      throw told;
    }
  }

  /** Lets go of all connections. */
  close() {
    this.agent?.destroy();
  }

  private async answer({ vertical, type }: QueryDefinition, data: unknown, left: number): Promise<Answer> {
    const { agent, place } = this;
    if (!agent) throw unavailable('No gateway is known here.');
    const path = `${this.root}/api/${vertical}/${type}?data=${encodeURIComponent(JSON.stringify(data))}`;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = this.get({ ...place, agent, path, headers: { ...headersWithin(left), ...this.shown } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode!, body }), reject);
    });
    request.on('error', reject);
    const late = machine.after(left, () => {
      reject(unavailable(`${vertical} did not answer ${type} within ${Math.floor(left)} ms.`));
      request.destroy();
    });
    return promise.finally(() => late.callOff());
  }
}

/** Why is for our own log: whoever reads the problem may be anybody. */
function unreachable({ vertical, type }: QueryDefinition, error: unknown): ProblemError {
  log.warn({ err: error, vertical, message: type }, 'The gateway could not be asked');
  return unavailable(`${vertical} could not be asked.`);
}

/** What travels with a question over HTTP. Roles don't: whoever asks by HTTP shows who they are. */
function headersWithin(left: number): Record<string, string> {
  const of = headersOf(currentCall(), left);
  const names = [headerNames.deadline, headerNames.after, headerNames.traceparent].filter((name) => of[name]);
  return { ...Object.fromEntries(names.map((name) => [name, of[name]!])), [CORRELATION_HEADER]: of[headerNames.correlationId]! };
}

function viewIn<Q extends QueryDefinition>(query: Q, { status, body }: Answer): ViewOf<Q> {
  const said: unknown = jsonIn(body);
  if (status !== 200) throw problemIn(query, status, said);
  const view = query.view.safeParse(said);
  if (!view.success) throw unavailable(`${query.vertical} answered ${query.type} with something else than its contract says.`);
  return view.data;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What the asked vertical had no time for, or failed at, is not there: the time was the asker's budget, and its own call goes on. */
function problemIn({ vertical, type }: QueryDefinition, status: number, said: unknown): ProblemError {
  const stated = Problem.safeParse(said);
  if (!stated.success) return unavailable(`${vertical} answered ${type} with status ${status}.`);
  const error = new ProblemError(stated.data);
  if (error.is('internal')) return unavailable(`${vertical} failed to answer ${type}.`);
  return error.is('deadline-exceeded') ? unavailable(`${vertical} did not answer ${type} in time.`) : error;
}
