import { BrokenCircuitError, bulkhead, CircuitState } from 'cockatiel';
import { outageBreaker } from '@jogakbo/runtime';

/** Blocks of one vertical that are rendered at once, and that may wait for their turn. */
const PLACES = { atOnce: 100, waiting: 400 };
/** Milliseconds: a failure within less says nothing about the vertical. */
const FAIR = 150;
/** More than half of ten blocks and more were not rendered within two seconds: then the vertical rests for one. */
const BREAKING = { share: 0.5, calls: 10, within: 2000, rest: 1000 };

/**
 * Stands before one vertical: one that keeps failing is not asked for a second, and only so much is asked at once.
 *
 * @remarks A question with little time left, such as one for a block inside a block, doesn't count when it fails, and
 * doesn't try again for the others.
 */
export class Protection {
  private readonly places = bulkhead(PLACES.atOnce, PLACES.waiting);
  private readonly breaker = outageBreaker(BREAKING);

  /** @throws BrokenCircuitError while the vertical rests, BulkheadRejectedError when too many wait already. */
  ask<T>(until: number, work: (left: number) => Promise<T>): Promise<T> {
    return this.places.execute(() => {
      const left = until - performance.now();
      const { state } = this.breaker;
      if (state === CircuitState.Closed && left < FAIR) return work(left);
      if (state === CircuitState.HalfOpen || left < FAIR) throw new BrokenCircuitError();
      return this.breaker.execute(() => work(left));
    });
  }
}
