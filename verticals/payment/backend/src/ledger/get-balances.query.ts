import type { ViewOf } from '@jogakbo/contract';
import { GetBalances } from '@jogakbo/payment-contract';
import { Checkpoints, Database, QueryHandler } from '@jogakbo/service';

type Balances = ViewOf<typeof GetBalances>;

@QueryHandler(GetBalances)
export class GetBalancesHandler {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async answer(): Promise<Balances> {
    await this.checkpoints.seen();
    return this.database.query<Balances[number] & Record<string, unknown>>(
      `select account, currency, sum(amount)::bigint as balance
       from ledger, jsonb_array_elements(movements) as movement,
         lateral (values (movement ->> 'debit', (movement ->> 'amount')::bigint),
                         (movement ->> 'credit', -(movement ->> 'amount')::bigint)) as posting(account, amount)
       group by currency, account
       order by currency, array_position(array['customers', 'held', 'provider', 'sales'], account)`,
    );
  }
}
