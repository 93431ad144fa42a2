import { describe, it } from 'vitest';
import type { Event } from '@jogakbo/contract';
import { now, specification } from '@jogakbo/domain/specification';
import { type Account, OrderId, PaymentAuthorized, PaymentCaptured, PaymentRefunded, PaymentVoided } from '@jogakbo/payment-contract';
import { ledger } from './ledger.projection.ts';

const orderId = OrderId.parse('o-1');
const money = { orderId, amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };
const movement = (debit: Account, credit: Account) => ({ at: now.toISOString(), debit, credit, amount: 5700 });

const hold = movement('held', 'customers');
const release = movement('customers', 'held');
const earn = movement('provider', 'sales');
const giveBack = movement('sales', 'provider');

const books = (...history: Event[]) => ({
  say: (...movements: ReturnType<typeof movement>[]) =>
    specification(ledger)(...history).then({ orderId, currency: 'XTS', countedIn: money.currency, movements }),
  areEmpty: () => specification(ledger)(...history).then(null),
});
const authorized = PaymentAuthorized(money);
const captured = PaymentCaptured(money);

describe('The books', () => {
  it('say that money is held for a customer', () => books(authorized).say(hold));
  it('say that it is held no more when the payment is given up', () => books(authorized, PaymentVoided({ orderId })).say(hold, release));
  it('say that what was held is sold for, and owed to us by the provider', () => books(authorized, captured).say(hold, release, earn));
  it('say that it has gone back', () => books(authorized, captured, PaymentRefunded(money)).say(hold, release, earn, giveBack));
  it('say nothing of what was given up before any money was held', () => books(PaymentVoided({ orderId })).areEmpty());
});
