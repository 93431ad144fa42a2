import { Injectable } from '@nestjs/common';
import { problem, ProblemError } from '@jogakbo/contract';
import { Database, machine } from '@jogakbo/service';

/** Orders of the last half minute that may wait for their decision at once: a few seconds' work. */
const ROOM = 100;
/** Milliseconds for which a count holds; what is let in meanwhile is added. */
const FRESH = 200;
const RETRY_AFTER = 2000;

interface Count {
  readonly at: number;
  readonly undecided: Promise<number>;
  letIn: number;
}

/**
 * Lets no more orders in than can be decided soon: whoever is turned away hears it at once, and nobody waits for ever.
 *
 * @remarks What waits for longer, for its customer or for a vertical that is away, takes no room from others.
 */
@Injectable()
export class OrderIntake {
  private count: Count | undefined;
  constructor(private readonly database: Database) {}

  /** @throws ProblemError `too-busy`. */
  async admit(): Promise<void> {
    const count = this.fresh();
    const undecided = await count.undecided;
    if (undecided + count.letIn >= ROOM)
      throw new ProblemError(
        problem('too-busy', 'Too many people are ordering. Please try again in a moment.', { retryAfter: RETRY_AFTER }),
      );
    count.letIn += 1;
  }

  private fresh(): Count {
    if (this.count && machine.elapsed() - this.count.at < FRESH) return this.count;
    return (this.count = { at: machine.elapsed(), undecided: this.undecided(), letIn: 0 });
  }

  private async undecided(): Promise<number> {
    const [row] = await this.database.query<{ undecided: number }>(
      `select count(*)::int as undecided from customer_order where status = 'placed' and placed_at > now() - interval '30 seconds'`,
    );
    return row!.undecided;
  }
}
