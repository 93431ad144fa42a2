import {
  headers as natsHeaders,
  InvalidArgumentError,
  NoRespondersError,
  RequestError,
  TimeoutError,
  type Msg,
  type NatsConnection,
  type QueuedIterator,
} from '@nats-io/transport-node';
import { headerNames } from '@jogakbo/protocol';
import { Problem, problem, ProblemError } from '@jogakbo/contract';
import { isAway } from '../away.ts';
import { currentCall, headersOf, remaining } from '../call.ts';
import { machine } from '../machine.ts';

/**
 * The pause before a request that found no responder is sent once more: a NATS server that reloads its configuration finds none for a
 * moment. A request without a responder was received by nobody, so it may be repeated.
 */
const RETRY_PAUSE_MS = 50;

/** An answer with what travels beside it. */
export interface Answered {
  readonly body: any;
  /** What the visitor's browser shall keep, if anything. */
  readonly cookies: string | undefined;
}

/** Asks other processes over NATS; every question has a deadline, every failure is a problem. */
export class Requests {
  private readonly connection: NatsConnection;
  constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  /**
   * One question, one answer.
   *
   * @param deadline Milliseconds; what is left of the current call wins when it is shorter.
   * @throws ProblemError `unavailable` when nobody listens, at two attempts, or NATS is unavailable, `deadline-exceeded` when nobody answered
   * in time, or the problem that the answerer states. Whatever else goes wrong is `internal`: it says nothing of who was asked.
   */
  async ask(subject: string, data: unknown, deadline: number, headers: Record<string, string> = {}): Promise<any> {
    return (await this.answer(subject, data, deadline, headers)).body;
  }

  /** As `ask`, with what travels beside the answer. */
  async answer(subject: string, data: unknown, deadline: number, headers: Record<string, string> = {}): Promise<Answered> {
    const ask = () => {
      const timeout = this.timeLeft(deadline);
      return this.connection.request(subject, JSON.stringify(data ?? null), { timeout, headers: this.headers(timeout, headers) });
    };
    try {
      const answer = await ask().catch((error: unknown) => retriedOnce(error, ask));
      return { body: readAnswer(answer), cookies: answer.headers?.get(headerNames.cookies) || undefined };
    } catch (error) {
      throw asProblem(error);
    }
  }

  /** One question, an answer in parts; each part arrives as soon as it is sent, in order. `signal` ends the waiting. */
  async *parts(subject: string, data: unknown, deadline: number, signal?: AbortSignal): AsyncGenerator<any> {
    let isBegun = false;
    try {
      for await (const part of this.answers(subject, data, deadline, signal)) {
        isBegun = true;
        yield part;
      }
    } catch (error) {
      if (isBegun || !isUnheard(error)) throw asProblem(error);
      await machine.pause(RETRY_PAUSE_MS);
      yield* this.asked(subject, data, deadline, signal);
    }
  }

  private async *asked(...question: Parameters<Requests['parts']>): AsyncGenerator<any> {
    try {
      yield* this.answers(...question);
    } catch (error) {
      throw asProblem(error);
    }
  }

  private async *answers(subject: string, data: unknown, deadline: number, signal?: AbortSignal): AsyncGenerator<any> {
    const timeout = this.timeLeft(deadline);
    const answers = await this.connection.requestMany(subject, JSON.stringify(data ?? null), {
      strategy: 'sentinel',
      maxWait: timeout,
      headers: this.headers(timeout, {}),
    });
    signal?.addEventListener('abort', () => (answers as QueuedIterator<Msg>).stop(), { once: true });
    for await (const answer of answers) {
      const part = readAnswer(answer);
      if (!answer.headers?.has(headerNames.more)) return;
      yield part;
    }
    throw new ProblemError(problem('deadline-exceeded'));
  }

  private timeLeft(deadline: number): number {
    const left = currentCall() ? Math.min(deadline, remaining()) : deadline;
    if (left < 1) throw new ProblemError(problem('deadline-exceeded'));
    return left;
  }

  private headers(timeout: number, extra: Record<string, string>) {
    const made = natsHeaders();
    for (const [name, value] of Object.entries({ ...headersOf(currentCall(), timeout), ...extra })) made.set(name, value);
    return made;
  }
}

const isUnheard = (error: unknown) => error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());

async function retriedOnce<T>(error: unknown, ask: () => Promise<T>): Promise<T> {
  if (!isUnheard(error)) throw error;
  await machine.pause(RETRY_PAUSE_MS);
  return ask();
}

function readAnswer(answer: Msg): any {
  const body = answer.data.length ? answer.json<any>() : null;
  if (answer.headers?.has(headerNames.problem)) throw new ProblemError(Problem.parse(body));
  return body;
}

/** What went wrong as a problem; only what is known to be absence is said to be that. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidArgumentError && error.message.includes('max_payload')) return new ProblemError(problem('too-large'));
  if (error instanceof TimeoutError) return new ProblemError(problem('deadline-exceeded'));
  return new ProblemError(problem(isAway(error) ? 'unavailable' : 'internal'), { cause: error });
}
