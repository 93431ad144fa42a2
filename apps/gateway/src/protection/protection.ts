import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  CircuitState,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { problem, ProblemError } from '@jogakbo/contract';
import { isOutage, outageBreaker, type Breaking } from '@jogakbo/runtime';

/** How much of a release's time the gateway spends, and when it gives it a rest. */
export interface Limits extends Breaking {
  /** Requests under way at once. */
  readonly underWay: number;
  /** Requests that may wait for their turn. */
  readonly waiting: number;
}

export const LIMITS: Limits = { underWay: 64, waiting: 64, share: 0.5, calls: 10, within: 4000, rest: 1000 };

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

  constructor({ underWay, waiting, ...breaking }: Limits, stateChanged: (state: CircuitState) => void = () => {}) {
    this.bulkhead = bulkhead(underWay, waiting);
    this.breaker = outageBreaker(breaking);
    this.rest = breaking.rest;
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
      if (stated) throw stated.error;
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

  /** @throws ProblemError `unavailable` while the release rests. */
  assertAwake(inHurry: boolean) {
    if (this.state === CircuitState.Closed) return;
    const mayTry = this.state === CircuitState.Open && performance.now() - this.openedAt >= this.rest;
    if (inHurry || !mayTry) throw this.resting();
  }

  private resting() {
    return new ProblemError(problem('unavailable', 'It has failed too often just now and rests for a moment.', { retryAfter: this.rest }));
  }
}

/** What is no outage is an answer to the breaker, whether the caller likes it or not. */
async function settled<T>(work: () => Promise<T>): Promise<{ answer?: T; stated?: { readonly error: unknown } }> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (isOutage(error)) throw error;
    return { stated: { error } };
  }
}
