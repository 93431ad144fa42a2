import { Injectable } from '@nestjs/common';
import type { KeyDigest } from '@jogakbo/contract';
import type { OrderId } from '@jogakbo/checkout-contract';
import { Database, machine, remaining } from '@jogakbo/vertical';
import type { CustomerOrder } from './customer-order.projection.ts';
import type { StepTaken } from './steps.ts';

/** An order with all that has happened to it, wherever. */
export type KnownOrder = CustomerOrder & { readonly [column: string]: unknown };

/** How long an order that was placed a moment ago is waited for, in milliseconds. */
const PATIENCE = 1000;

const columns = `order_id as "orderId", to_jsonb(placed_at) as "placedAt", status, reason, cancellation, lines, total::float8 as total, currency, customer,
  store_id as "storeId", prices_are_unchecked as "pricesAreUnchecked", visitor_digest as "visitorDigest", key_digest as "keyDigest",
  o.steps || coalesce(g.steps, '[]') || coalesce(p.steps, '[]') || coalesce(d.steps, '[]') as steps`;
const tables = `customer_order o left join order_goods g using (order_id) left join order_payment p using (order_id)
  left join order_parcel d using (order_id)`;

/** Orders as their customers see them, by this vertical's own read store. */
@Injectable()
export class CustomerOrders {
  constructor(private readonly database: Database) {}

  async find(orderId: OrderId): Promise<KnownOrder | undefined> {
    const [found] = await this.database.query<KnownOrder>(`select ${columns} from ${tables} where order_id = $1`, [orderId]);
    return found && inOrder(found);
  }

  /** The last ones of a visitor, the newest first. */
  async of(visitorDigest: KeyDigest): Promise<KnownOrder[]> {
    const found = await this.database.query<KnownOrder>(
      `select ${columns} from ${tables} where visitor_digest = $1 order by placed_at desc limit 50`,
      [visitorDigest],
    );
    return found.map(inOrder);
  }

  /** All orders of the visitor who has placed this one. */
  async alike(orderId: OrderId): Promise<OrderId[]> {
    const found = await this.database.query<{ orderId: OrderId }>(
      `select order_id as "orderId" from customer_order
       where visitor_digest = (select visitor_digest from customer_order where order_id = $1) order by placed_at`,
      [orderId],
    );
    return found.map((each) => each.orderId);
  }

  /** Those of these orders whose customer is still known. */
  async known(orderIds: readonly OrderId[]): Promise<OrderId[]> {
    const found = await this.database.query<{ orderId: OrderId }>(
      'select order_id as "orderId" from customer_order where order_id = any($1) and customer is not null',
      [orderIds],
    );
    return found.map((each) => each.orderId);
  }

  /** The orders whose customer has been known for longest, since before an instant. */
  async knownSince(instant: Date, most: number): Promise<OrderId[]> {
    const found = await this.database.query<{ orderId: OrderId }>(
      'select order_id as "orderId" from customer_order where customer is not null and placed_at < $1 order by placed_at limit $2',
      [instant, most],
    );
    return found.map((each) => each.orderId);
  }

  /** Resolves when the order that a visitor has just placed is in the view; or, if it does not come, after a moment. */
  async arrived(orderId: OrderId | undefined): Promise<void> {
    const until = machine.elapsed() + Math.min(PATIENCE, remaining() / 2);
    while (orderId !== undefined && machine.elapsed() < until) {
      const found = await this.database.query('select 1 from customer_order where order_id = $1', [orderId]);
      if (found.length > 0) return;
      await machine.pause(10);
    }
  }
}

/** Each log has its own order; between them the time says what came first. */
function inOrder(order: KnownOrder): KnownOrder {
  const steps: readonly StepTaken[] = order.steps.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { ...order, placedAt: new Date(order.placedAt).toISOString(), steps };
}
