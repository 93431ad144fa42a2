import type { Currency, Money } from '@jogakbo/contract';
import { projection, table, type Occurrence } from '@jogakbo/domain';
import { type Account, type OrderId, PaymentAuthorized, PaymentCaptured, PaymentRefunded, PaymentVoided } from '@jogakbo/payment-contract';

/** An amount that is debited to one account and credited to another: whatever is moved, all accounts together come to nothing. */
interface Movement {
  readonly at: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: number;
}

/** What the money of one order has moved. */
export interface LedgerRow {
  readonly orderId: OrderId;
  /** The code of its currency. */
  readonly currency: string;
  /** One code may have been written with other digits: such amounts are never added. */
  readonly countedIn: Currency;
  readonly movements: readonly Movement[];
}

type Moved = readonly [debit: Account, credit: Account];
const hold: Moved = ['held', 'customers'];
const release: Moved = ['customers', 'held'];
const earn: Moved = ['provider', 'sales'];
const giveBack: Moved = ['sales', 'provider'];

type MoneyOfOrder = Money & { readonly orderId: OrderId };

const moves =
  (...moved: readonly Moved[]) =>
  ({ orderId, amount, currency }: MoneyOfOrder, row: LedgerRow | null, { occurredAt }: Occurrence): LedgerRow => {
    const at = occurredAt.toISOString();
    const movements = moved.map(([debit, credit]) => ({ at, debit, credit, amount }));
    return { orderId, currency: currency.code, countedIn: currency, movements: [...(row?.movements ?? []), ...movements] };
  };

/** A payment that is given up lets go what is kept for it; where nothing is, no money has moved. */
function letGo(_: unknown, row: LedgerRow | null, { occurredAt }: Occurrence): LedgerRow | null {
  const held = row?.movements.find(({ debit }) => debit === 'held');
  if (!row || !held) return row;
  const [debit, credit] = release;
  return { ...row, movements: [...row.movements, { at: occurredAt.toISOString(), debit, credit, amount: held.amount }] };
}

export const ledger = projection('ledger', {
  into: table<LedgerRow>('ledger', 'orderId'),
  from: { PaymentAuthorized, PaymentVoided, PaymentCaptured, PaymentRefunded },
  on: {
    PaymentAuthorized: moves(hold),
    PaymentVoided: letGo,
    PaymentCaptured: moves(release, earn),
    PaymentRefunded: moves(giveBack),
  },
});
