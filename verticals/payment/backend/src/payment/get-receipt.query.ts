import type { DataOf } from '@jogakbo/contract';
import { GetReceipt, type Receipt } from '@jogakbo/payment-contract';
import { Database, mayOpen, QueryHandler } from '@jogakbo/vertical';
import { MethodNames } from './method-names.ts';
import type { PaymentRow } from './payment.projection.ts';

@QueryHandler(GetReceipt)
export class GetReceiptHandler {
  constructor(
    private readonly database: Database,
    private readonly names: MethodNames,
  ) {}

  async answer({ orderId, key }: DataOf<typeof GetReceipt>): Promise<Receipt | null> {
    const [row] = await this.database.query<PaymentRow & Record<string, unknown>>(
      `select order_id as "orderId", status, amount, currency, method_id as "methodId", key_digest as "keyDigest", entries, reason,
              confirm_at as "confirmAt"
       from payment where order_id = $1`,
      [orderId],
    );
    if (!row || !mayOpen(key, row.keyDigest)) return null;
    const { status, amount, currency, methodId, entries, reason, confirmAt } = row;
    const nameOf = await this.names.read();
    const told = { ...(reason !== null && { reason }), ...(confirmAt !== null && { confirmAt }) };
    return { orderId, status, amount, currency, method: nameOf(methodId), entries: [...entries], ...told };
  }
}
