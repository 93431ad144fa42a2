import { Injectable } from '@nestjs/common';
import { problem, ProblemError } from '@jogakbo/contract';
import type { OrderId } from '@jogakbo/checkout-contract';
import { Database, machine } from '@jogakbo/service';

/** Orders of the last half minute that may wait for their decision at once: a few seconds' work. */
const ROOM = 100;
const RECENT = 30_000;
/** Milliseconds for which a count holds. */
const FRESH = 200;
const RETRY_AFTER = 2000;

/**
 * Lets no more orders in than can be decided soon: whoever is turned away hears it at once, and nobody waits for ever.
 *
 * @remarks What waits for longer, for its customer or for a vertical that is away, takes no room from others. The view of orders may be
 * behind when there are many: those that were let in here count until they are seen there.
 */
@Injectable()
export class OrderIntake {
  private readonly letIn = new Map<OrderId, number>();
  private undecided: Promise<number> | undefined;
  private countedAt = 0;
  constructor(private readonly database: Database) {}

  /**
   * Places an order, if there is room for it.
   *
   * @throws ProblemError `too-busy`, or as `place` does.
   */
  async admit(orderId: OrderId, place: () => Promise<void>): Promise<void> {
    if ((await this.count()) + this.letIn.size >= ROOM)
      throw new ProblemError(
        problem('too-busy', 'Too many people are ordering. Please try again in a moment.', { retryAfter: RETRY_AFTER }),
      );
    this.letIn.set(orderId, machine.elapsed());
    await place().catch((error: unknown) => {
      this.letIn.delete(orderId);
      throw error;
    });
  }

  private count(): Promise<number> {
    if (this.undecided && machine.elapsed() - this.countedAt < FRESH) return this.undecided;
    this.countedAt = machine.elapsed();
    return (this.undecided = this.look());
  }

  /** How many are undecided by the view, which from now on counts those itself that it has seen. */
  private async look(): Promise<number> {
    const asked = [...this.letIn.keys()];
    const [row] = await this.database.query<{ undecided: number; seen: OrderId[] }>(
      `select (select count(*)::int from customer_order where status = 'placed' and placed_at > now() - $1 * interval '1 millisecond') as undecided,
         array(select order_id from customer_order where order_id = any($2)) as seen`,
      [RECENT, asked],
    );
    for (const orderId of row!.seen) this.letIn.delete(orderId);
    for (const [orderId, at] of this.letIn) if (machine.elapsed() - at > RECENT) this.letIn.delete(orderId);
    return row!.undecided;
  }
}
