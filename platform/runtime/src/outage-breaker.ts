import { circuitBreaker, handleWhen, SamplingBreaker, type CircuitBreakerPolicy, type CircuitState, type IBreaker } from 'cockatiel';
import { ProblemError } from '@jogakbo/contract';
import { machine } from './machine.ts';

/**
 * Whether somebody who was asked is away, silent, or says that it can't serve anybody now.
 *
 * @remarks All else is an answer, and proof that it lives. So is a failure at one request (`internal`): counted, any input
 * that meets a bug would close a vertical for everybody. So is `too-busy`: whoever sheds load is well. And what nobody
 * knows is our own fault until it is proven to be another's.
 */
export const isOutage = (error: unknown): boolean =>
  error instanceof ProblemError && (error.is('unavailable') || error.is('deadline-exceeded'));

/** When somebody who is asked gets a rest: more than this share of so many calls, at least, failed within a while. */
export interface Breaking {
  readonly share: number;
  readonly calls: number;
  /** Milliseconds. */
  readonly within: number;
  /** Milliseconds until one call may try again. */
  readonly rest: number;
}

/** A circuit breaker that counts outages alone, by their share of the recent calls. */
export const outageBreaker = (breaking: Breaking): CircuitBreakerPolicy =>
  circuitBreaker(handleWhen(isOutage), { halfOpenAfter: breaking.rest, breaker: new RecentCalls(breaking) });

/** The library's sampling drops only one of its windows at each call, however long ago the last one was: after a pause it begins anew. */
class RecentCalls implements IBreaker {
  private sampling: SamplingBreaker;
  private calledAt = 0;

  constructor(private readonly breaking: Breaking) {
    this.sampling = samplingOf(breaking);
  }

  get state(): unknown {
    return this.sampling.state;
  }
  set state(value: unknown) {
    this.sampling.state = value;
  }
  success(state: CircuitState) {
    this.recent().success(state);
  }
  failure(state: CircuitState): boolean {
    return this.recent().failure(state);
  }

  private recent(): SamplingBreaker {
    const now = machine.now().getTime();
    if (now - this.calledAt > this.breaking.within) this.sampling = samplingOf(this.breaking);
    this.calledAt = now;
    return this.sampling;
  }
}

// Half a call less: what is multiplied and divided again is not always the same number.
const samplingOf = ({ share, calls, within }: Breaking) =>
  new SamplingBreaker({ threshold: share, duration: within, minimumRps: ((calls - 0.5) * 1000) / within });
