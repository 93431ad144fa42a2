import { Injectable } from '@nestjs/common';
import { type KeyDigest, problem, ProblemError } from '@jogakbo/contract';
import { MOST_UNPAID, type OrderId } from '@jogakbo/checkout-contract';
import { Database, machine } from '@jogakbo/vertical';
import { ClientShare } from './client-share.ts';

/** Milliseconds in which an order that is let in is to be decided, and those over which is counted how many are. */
const SOON = 1500;
const RECENT = 30_000;
/** Orders that may wait for their decision at once, however few were decided: a shop may just have opened. */
const LEAST = 30;
/** Milliseconds for which a count holds. */
const FRESH = 200;
const RETRY_AFTER = 2000;

const tooBusy = () =>
  new ProblemError(problem('too-busy', 'Too many people are ordering. Please try again in a moment.', { retryAfter: RETRY_AFTER }));
const tooManyUnpaid = () =>
  new ProblemError(
    problem('rejected', `${MOST_UNPAID} of your orders are not paid yet. Please confirm their payment, or cancel one of them, first.`, {
      instance: '/orders',
    }),
  );

interface LetIn {
  readonly at: number;
  readonly visitor: KeyDigest;
}
/** An order that is to be placed, whose it is, and of how many pieces. */
export interface Wanted {
  readonly orderId: OrderId;
  readonly visitorDigest: KeyDigest;
  readonly pieces: number;
}

/**
 * Lets no more orders in than can be decided soon: whoever is turned away hears it at once, and nobody waits for ever.
 *
 * @remarks As many may wait as are decided in that time (Little's law), so there is more room where the shop is faster. What waits
 * for its customer to confirm a payment takes no room from others, nor what waits for longer, for a vertical that is away. The view of
 * orders may be behind when there are many: those that were let in here count until they are seen there. One visitor has no more than
 * `MOST_UNPAID` under way, and one client no more pieces than its [share](client-share.ts): what waits keeps its goods from others.
 */
@Injectable()
export class OrderIntake {
  private readonly letIn = new Map<OrderId, LetIn>();
  private room: Promise<number> | undefined;
  private countedAt = 0;
  constructor(
    private readonly database: Database,
    private readonly clients: ClientShare,
  ) {}

  /**
   * Places an order, if there is room for it.
   *
   * @throws ProblemError `too-busy`; `rejected` where too many of its visitor's wait already, `too-many-requests` where too much of its client's does; or as `place` does.
   */
  async admit({ orderId, visitorDigest, pieces }: Wanted, place: () => Promise<void>): Promise<void> {
    // Who comes at the same moment stands behind: it is counted before anything is asked.
    if (!this.letIn.has(orderId)) this.letIn.set(orderId, { at: machine.elapsed(), visitor: visitorDigest });
    try {
      await this.assertFewOf(visitorDigest, this.before(orderId));
      if ((await this.roomLeft()) <= this.before(orderId).length) throw tooBusy();
      await this.clients.within({ orderId, pieces }, place);
    } catch (error) {
      this.letIn.delete(orderId);
      throw error;
    }
  }

  /** What was let in before an order, and is not in the view yet. */
  private before(orderId: OrderId): [OrderId, LetIn][] {
    const all = [...this.letIn];
    const place = all.findIndex(([other]) => other === orderId);
    return place === -1 ? all : all.slice(0, place);
  }

  private async assertFewOf(visitor: KeyDigest, before: readonly [OrderId, LetIn][]): Promise<void> {
    const own = before.filter(([, letIn]) => letIn.visitor === visitor).map(([orderId]) => orderId);
    const seen = await this.database.query<{ orderId: OrderId; isUnpaid: boolean }>(
      `select order_id as "orderId", status = 'placed' as "isUnpaid" from customer_order
       where visitor_digest = $1 and (status = 'placed' or order_id = any($2))`,
      [visitor, own],
    );
    const known = new Set(seen.map(({ orderId }) => orderId));
    const unpaid = seen.filter(({ isUnpaid }) => isUnpaid).length + own.filter((orderId) => !known.has(orderId)).length;
    if (unpaid >= MOST_UNPAID) throw tooManyUnpaid();
  }

  private roomLeft(): Promise<number> {
    if (this.room && machine.elapsed() - this.countedAt < FRESH) return this.room;
    this.countedAt = machine.elapsed();
    return (this.room = this.look());
  }

  /** For how many there is room by the view, which from now on counts those itself that it has seen. */
  private async look(): Promise<number> {
    const asked = [...this.letIn.keys()];
    const [row] = await this.database.query<{ undecided: number; decided: number; seen: OrderId[] }>(
      `select count(*) filter (where is_undecided)::int as undecided, count(*) filter (where not is_undecided)::int as decided,
         array(select order_id from customer_order where order_id = any($2)) as seen
       from (select status = 'placed' and not exists (select from order_payment p
               where p.order_id = o.order_id and p.steps @> '[{"step": "confirmation requested"}]') as is_undecided
             from customer_order o where placed_at > now() - $1 * interval '1 millisecond') as recent`,
      [RECENT, asked],
    );
    for (const orderId of row!.seen) this.letIn.delete(orderId);
    for (const [orderId, { at }] of this.letIn) if (machine.elapsed() - at > RECENT) this.letIn.delete(orderId);
    return Math.max(LEAST, (row!.decided * SOON) / RECENT) - row!.undecided;
  }
}
