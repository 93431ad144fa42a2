import { Inject, Injectable } from '@nestjs/common';
import { problem, ProblemError } from '@jogakbo/contract';
import type { OrderId } from '@jogakbo/checkout-contract';
import { currentCall, Database, SETTINGS } from '@jogakbo/vertical';
import type { CheckoutSettings } from '../settings.ts';

/** How long an order may take to appear in the view: whatever is not there by then was not placed. */
const APPEARS_WITHIN = '30 seconds';
/** How long an attempt is kept at most, as the gateway knows a client by the same fingerprint for no longer. */
const KEPT_FOR = '1 day';
const RETRY_AFTER_MS = 60_000;

const tooMuchUnpaid = () =>
  new ProblemError(
    problem(
      'too-many-requests',
      'Too many orders from your network are waiting to be paid. If one of them is yours, please confirm its payment or cancel it. Otherwise please try again in a few minutes.',
      { retryAfter: RETRY_AFTER_MS },
    ),
  );

/** An order is paid for, or has ended: its pieces are not held unpaid any more. */
const settled = `(o.status <> 'placed' or exists (select from order_payment p
  where p.order_id = o.order_id and p.steps @> '[{"step": "payment authorized"}]'))`;

/** What an order asks for. */
export interface Claim {
  readonly orderId: OrderId;
  readonly pieces: number;
}

/**
 * Bounds the pieces that the orders of one client hold while they are unpaid, whichever visitor it says it is.
 *
 * @remarks An attempt is written down before its order is placed and looked at afterwards, so whoever looks last sees all of them, in any
 * process; near the bound, two that come at the same moment may refuse each other. It is kept while its order is unpaid, a day at most.
 */
@Injectable()
export class ClientShare {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: CheckoutSettings,
  ) {}

  /**
   * Places an order within the share of the client that the present call is from; who has no share is not counted.
   *
   * @throws ProblemError `too-many-requests` where the client holds too much already; or as `place` does.
   */
  async within(claim: Claim, place: () => Promise<void>): Promise<void> {
    const client = currentCall()?.client;
    const most = this.settings.CLIENT_UNPAID_PIECES;
    if (client === undefined || most === Number.POSITIVE_INFINITY) return place();
    const attempt = await this.note(client, claim);
    try {
      if ((await this.heldBesides(client, claim.orderId)) + claim.pieces > most) throw tooMuchUnpaid();
      await place();
    } catch (error) {
      // A failure may have placed the order all the same: only a refusal has not.
      if (error instanceof ProblemError && error.problem.status < 500)
        await this.database.query('delete from order_attempt where attempt_id = $1', [attempt]);
      throw error;
    }
  }

  /** Forgets attempts that count for nothing any more. */
  async forgetSettled(): Promise<void> {
    await this.database.query(
      `delete from order_attempt a where tried_at < now() - $1::interval
         or exists (select from customer_order o where o.order_id = a.order_id and ${settled})`,
      [KEPT_FOR],
    );
  }

  private async note(client: string, { orderId, pieces }: Claim): Promise<string> {
    const [row] = await this.database.query<{ attempt: string }>(
      `with past as (delete from order_attempt a using customer_order o where a.client = $1 and o.order_id = a.order_id and ${settled})
       insert into order_attempt (client, order_id, pieces) values ($1, $2, $3) returning attempt_id as attempt`,
      [client, orderId, pieces],
    );
    return row!.attempt;
  }

  /** Of attempts at the same order the largest counts: at most one of them has become it. */
  private async heldBesides(client: string, orderId: OrderId): Promise<number> {
    const [row] = await this.database.query<{ held: number }>(
      `select coalesce(sum(pieces), 0)::int as held from (
         select max(a.pieces) as pieces from order_attempt a left join customer_order o using (order_id)
         where a.client = $1 and order_id <> $2
           and case when o.order_id is null then tried_at > now() - $3::interval else not ${settled} end
         group by order_id) as held`,
      [client, orderId, APPEARS_WITHIN],
    );
    return row!.held;
  }
}
