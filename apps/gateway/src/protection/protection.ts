import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  CircuitBreakerPolicy,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type BulkheadPolicy,
} from 'cockatiel';
import { problem, ProblemError } from '@jogakbo/contract';

/** How much of a release's time the gateway spends, and when it gives it a rest. */
export interface Limits {
  /** Requests under way at once. */
  readonly underWay: number;
  /** Requests that may wait for their turn. */
  readonly waiting: number;
  /** Failures in a row after which nobody is asked for a while. */
  readonly failures: number;
  /** Milliseconds until one request may try again. */
  readonly rest: number;
}

export const LIMITS: Limits = { underWay: 64, waiting: 64, failures: 5, rest: 1000 };

/** A failure of the release itself: away, or silent. A problem that it states is an answer. */
const isFailure = (error: unknown) => error instanceof ProblemError && (error.is('unavailable') || error.is('deadline-exceeded'));

/**
 * Stands before one release of a vertical, so that its trouble stays its own: a bulkhead bounds what is under way, a
 * circuit breaker answers at once while it is known to fail.
 *
 * @remarks A caller in a hurry says nothing about the release: its failures don't count, and it doesn't try again for
 * the others. Waiting for a turn happens within the caller's own deadline.
 */
export class Protection {
  private readonly bulkhead: BulkheadPolicy;
  private readonly breaker: CircuitBreakerPolicy;
  private readonly rest: number;
  private openedAt = 0;

  constructor({ underWay, waiting, failures, rest }: Limits, stateChanged: (state: CircuitState) => void = () => {}) {
    this.bulkhead = bulkhead(underWay, waiting);
    this.breaker = circuitBreaker(handleWhen(isFailure), { halfOpenAfter: rest, breaker: new ConsecutiveBreaker(failures) });
    this.rest = rest;
    this.breaker.onStateChange((state) => {
      if (state === CircuitState.Open) this.openedAt = performance.now();
      stateChanged(state);
    });
  }

  get state(): CircuitState {
    return this.breaker.state;
  }

  /** Takes a place in the bulkhead for as long as `work` takes; throws `too-busy` when there is none. */
  async occupying<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.bulkhead.execute(work);
    } catch (error) {
      if (error instanceof BulkheadRejectedError) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 1000 }));
      throw error;
    }
  }

  /** Lets the breaker judge by `work`; throws `unavailable` without asking while the release rests. */
  async judging<T>(work: () => Promise<T>, inHurry = false): Promise<T> {
    this.assertAwake(inHurry);
    if (inHurry) return work();
    try {
      const { answer, stated } = await this.breaker.execute(() => settled(work));
      if (stated) throw stated;
      return answer as T;
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.resting() : error;
    }
  }

  /** Both: the usual case of one question and one answer. Who was patient may be in a hurry after its wait. */
  async guarding<T>(work: () => Promise<T>, isInHurry: () => boolean = () => false): Promise<T> {
    this.assertAwake(isInHurry());
    return this.occupying(() => this.judging(work, isInHurry()));
  }

  private assertAwake(inHurry: boolean) {
    if (this.state === CircuitState.Closed) return;
    const mayTry = this.state === CircuitState.Open && performance.now() - this.openedAt >= this.rest;
    if (inHurry || !mayTry) throw this.resting();
  }

  private resting() {
    return new ProblemError(problem('unavailable', 'It failed several times in a row and rests for a moment.', { retryAfter: this.rest }));
  }
}

/** A problem that the release states is proof that it lives: the breaker sees a success. */
async function settled<T>(work: () => Promise<T>): Promise<{ answer?: T; stated?: Error }> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (isFailure(error)) throw error;
    return { stated: error instanceof Error ? error : new Error(String(error)) };
  }
}
