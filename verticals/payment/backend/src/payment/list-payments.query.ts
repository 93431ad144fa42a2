import type { ViewOf } from '@jogakbo/contract';
import { ListPayments } from '@jogakbo/payment-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';
import { MethodNames } from './method-names.ts';
import type { PaymentRow } from './payment.projection.ts';

const AT_MOST = 100;

@QueryHandler(ListPayments)
export class ListPaymentsHandler {
  constructor(
    private readonly database: Database,
    private readonly names: MethodNames,
  ) {}

  async answer(): Promise<ViewOf<typeof ListPayments>> {
    const rows = await this.database.query<PaymentRow & Record<string, unknown>>(
      `select order_id as "orderId", status, amount, currency, method_id as "methodId"
       from payment order by requested_at desc, order_id limit $1`,
      [AT_MOST],
    );
    const nameOf = await this.names.read();
    return rows.map(({ methodId, ...payment }) => ({ ...payment, method: nameOf(methodId) }));
  }
}
