import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@jogakbo/vertical';
import type { Charge } from '../payment/charge.ts';

/** How a charge stands at the test provider. */
export type TestStatus = 'unconfirmed' | 'held' | 'declined' | 'voided' | 'captured' | 'refunded';

/** A charge as the test provider knows it; none where it has never heard of its order. */
export interface KnownCharge {
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

  /** The charge of an order as it stands. */
  async find(charge: Charge): Promise<KnownCharge | undefined> {
    return (await this.database.query<KnownCharge & Record<string, unknown>>(known, [charge.orderId]))[0];
  }

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
      const { status, answer } = effect((await transaction.query<KnownCharge>(known, [charge.orderId])).rows[0]);
      if (status) await save(charge, status, transaction);
      await transaction.query('insert into test_provider_answer values ($1, $2)', [idempotencyKey, JSON.stringify(answer)]);
      return { answer, isRepeat: false };
    });
  }
}

const known = 'select reference, status from test_provider_charge where order_id = $1';

export const referenceOf = ({ orderId }: Charge) => `test_${orderId}`;

async function save(charge: Charge, status: TestStatus, transaction: Transaction) {
  const { orderId, methodId, amount, currency } = charge;
  await transaction.query(
    `insert into test_provider_charge (order_id, reference, method_id, amount, currency, status) values ($1, $2, $3, $4, $5, $6)
     on conflict (order_id) do update set status = excluded.status`,
    [orderId, referenceOf(charge), methodId, amount, currency.code, status],
  );
}
