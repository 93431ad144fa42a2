import { neighbourhood } from '../../shares/client.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How often something may be tried: per address, and in all. */
interface Bounds {
  readonly perAddress: number;
  readonly inAll: number;
  readonly seconds: number;
}

/** Counts what anybody may try, but not for ever. */
export class Attempts {
  private readonly perAddress: RateLimiterMemory;
  // Beyond it no address is noted down either, however many there are.
  private readonly inAll: RateLimiterMemory;

  constructor({ perAddress, inAll, seconds: duration }: Bounds) {
    this.perAddress = new RateLimiterMemory({ points: perAddress, duration });
    this.inAll = new RateLimiterMemory({ points: inAll, duration });
  }

  /** Takes one attempt; the seconds to wait where none is left. */
  async take(address: string): Promise<number> {
    try {
      await this.inAll.consume('all');
      await this.perAddress.consume(neighbourhood(address));
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.ceil(error.msBeforeNext / 1000);
      throw error;
    }
  }

  /** Gives all of them back to whom it was that signed in. */
  async forgive(address: string): Promise<void> {
    await this.perAddress.delete(neighbourhood(address));
  }
}
