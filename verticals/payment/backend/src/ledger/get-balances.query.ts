import type { ViewOf } from '@jogakbo/contract';
import { GetBalances } from '@jogakbo/payment-contract';
import { Database, QueryHandler } from '@jogakbo/vertical';

type Balances = ViewOf<typeof GetBalances>;

@QueryHandler(GetBalances)
export class GetBalancesHandler {
  constructor(private readonly database: Database) {}

  async answer(): Promise<Balances> {
    return this.database.query<Balances[number] & Record<string, unknown>>(
      `select account, (array_agg(counted_in))[1] as currency, sum(amount)::bigint as balance
       from (select coalesce(l.counted_in, p.currency) as counted_in, movements from ledger l left join payment p using (order_id)) as book,
         jsonb_array_elements(movements) as movement,
         lateral (values (movement ->> 'debit', (movement ->> 'amount')::bigint),
                         (movement ->> 'credit', -(movement ->> 'amount')::bigint)) as posting(account, amount)
       group by counted_in ->> 'code', counted_in ->> 'digits', account
       order by counted_in ->> 'code', counted_in ->> 'digits', array_position(array['customers', 'held', 'provider', 'sales'], account)`,
    );
  }
}
