import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often something may be done within so many seconds. */
export interface Often {
  readonly times: number;
  readonly seconds: number;
}

/** Counts how often each has done something, but not for ever. */
export class Rate {
  private readonly limiter: RateLimiterMemory | undefined;

  constructor({ times, seconds }: Often) {
    if (Number.isFinite(times)) this.limiter = new RateLimiterMemory({ points: times, duration: seconds });
  }

  /** Counts once more; the milliseconds to wait where that is too often. */
  async take(whose: string): Promise<number> {
    try {
      await this.limiter?.consume(whose);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
      throw error;
    }
  }

  /** Begins to count anew. */
  async forgive(whose: string): Promise<void> {
    await this.limiter?.delete(whose);
  }
}
