import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@jogakbo/service';
import type { Charge } from '../payment/charge.ts';

/** How a charge stands at the test provider. */
export type TestStatus = 'unconfirmed' | 'held' | 'declined' | 'voided' | 'captured' | 'refunded';

/** A charge as the test provider knows it; none where it has never heard of its order. */
interface KnownCharge {
  readonly reference: string;
  readonly status: TestStatus;
}

/** What a call comes to: how the charge stands then, and what is answered. */
export interface Effect<A> {
  readonly status?: TestStatus;
  readonly answer: A;
}

/** What the test provider's server keeps: nothing else in this vertical reads or writes it. */
@Injectable()
export class TestCharges {
  constructor(private readonly database: Database) {}

  /** Does something to a charge once for each idempotency key; asked again, the answer is the same and nothing happens. */
  async once<A>(
    charge: Charge,
    idempotencyKey: string,
    effect: (known: KnownCharge | undefined) => Effect<A>,
  ): Promise<{ answer: A; isRepeat: boolean }> {
    return this.database.transaction(async (transaction) => {
      // Calls about one order take turns, also before there is a row to wait for.
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [charge.orderId]);
      const given = await transaction.query<{ answer: A }>('select answer from test_provider_answer where idempotency_key = $1', [
        idempotencyKey,
      ]);
      if (given.rows[0]) return { answer: given.rows[0].answer, isRepeat: true };
      const { status, answer } = effect(await knownOf(charge, transaction));
      if (status) await save(charge, status, transaction);
      await transaction.query('insert into test_provider_answer values ($1, $2)', [idempotencyKey, JSON.stringify(answer)]);
      return { answer, isRepeat: false };
    });
  }
}

export const referenceOf = ({ orderId }: Charge) => `test_${orderId}`;

async function knownOf({ orderId }: Charge, transaction: Transaction): Promise<KnownCharge | undefined> {
  const { rows } = await transaction.query<KnownCharge>('select reference, status from test_provider_charge where order_id = $1', [
    orderId,
  ]);
  return rows[0];
}

async function save(charge: Charge, status: TestStatus, transaction: Transaction) {
  const { orderId, methodId, amount, currency } = charge;
  await transaction.query(
    `insert into test_provider_charge (order_id, reference, method_id, amount, currency, status) values ($1, $2, $3, $4, $5, $6)
     on conflict (order_id) do update set status = excluded.status`,
    [orderId, referenceOf(charge), methodId, amount, currency.code, status],
  );
}
