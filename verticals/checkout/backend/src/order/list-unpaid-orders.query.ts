import { milliseconds } from '@jogakbo/contract';
import { ListUnpaidOrders, type OrderId, type UnpaidOrder } from '@jogakbo/checkout-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';
import { CONFIRM_WITHIN } from '@jogakbo/payment-contract';

const MOST = 500;

interface Found extends Record<string, unknown>, Pick<UnpaidOrder, 'pieces'> {
  readonly orderId: OrderId;
  readonly visitorDigest: string;
  readonly placedAt: string;
  readonly keptAt: string;
  readonly isAsked: boolean;
}

/** By what this vertical's own views say: what is kept is let go a moment after that. */
@QueryHandler(ListUnpaidOrders)
export class ListUnpaidOrdersHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<UnpaidOrder[]> {
    const found = await this.database.query<Found>(
      `select order_id as "orderId", visitor_digest as "visitorDigest", to_jsonb(placed_at) as "placedAt",
         jsonb_path_query_first(g.steps, '$[*] ? (@.step == "stock reserved").at') as "keptAt",
         coalesce(p.steps @> '[{"step": "confirmation requested"}]', false) as "isAsked",
         (select jsonb_agg(jsonb_build_object('sku', line -> 'sku', 'quantity', line -> 'quantity')) from jsonb_array_elements(lines) line) as pieces
       from customer_order join order_goods g using (order_id) left join order_payment p using (order_id)
       where status = 'placed' and placed_at > now() - interval '1 day' and g.steps @> '[{"step": "stock reserved"}]'
         and not g.steps @> '[{"step": "stock given back"}]' and not coalesce(p.steps @> '[{"step": "payment authorized"}]', false)
       order by placed_at, order_id limit ${MOST}`,
    );
    return found.map(({ orderId, visitorDigest, placedAt, keptAt, isAsked, pieces }) => ({
      ...{ orderId, visitor: visitorDigest.slice(0, 8), placedAt: new Date(placedAt).toISOString() },
      waitsFor: isAsked ? 'the customer' : 'the provider',
      until: new Date(Date.parse(keptAt) + milliseconds(CONFIRM_WITHIN)).toISOString(),
      pieces,
    }));
  }
}
