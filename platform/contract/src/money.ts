import { z } from 'zod';

/** A currency as a shop writes it: code (ISO 4217, or a test code such as XTS), symbol, digits after the point. */
export const Currency = z.object({
  code: z.string().regex(/^[A-Z]{3}$/),
  symbol: z.string().min(1).max(8),
  digits: z.number().int().min(0).max(4),
});
export type Currency = z.infer<typeof Currency>;

/** The most that one piece costs: a hundred million of a currency with cents. */
const DEAREST = 10_000_000_000;

/**
 * An amount in minor units (cents); never a float.
 *
 * @remarks Alone it says nothing: a message has the currency beside it, or above it for all amounts below.
 */
export const Amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** What one piece costs, where a price enters the shop. The largest basket comes to so little that any sum of it is exact. */
export const Price = Amount.max(DEAREST, { error: `a price is at most ${DEAREST} minor units` });

/** An amount of what may also be owed, as a balance is. */
export const Balance = z.number().int();

/** An amount and its currency; in a message that says more, its two fields stand among the others. */
export const Money = z.object({ amount: Amount, currency: Currency });
export type Money = z.infer<typeof Money>;

/** Money in one field, as a form or an address has it: `1299.00 EUR`, with all digits of its currency. Equal texts are equal money. */
export const WrittenMoney = z.string().regex(/^(0|[1-9]\d{0,15})(\.\d{1,4})? [A-Z]{3}$/, { error: 'money is written like 1299.00 EUR' });

/** Whether amounts in both may be compared and added: how a currency is shown makes no difference. */
export const isSameCurrency = (one: Currency, other: Currency): boolean => one.code === other.code && one.digits === other.digits;

/** Whether a piece of this price can be sold: sums of it are exact. */
export const isPlausiblePrice = (amount: number): boolean => amount <= DEAREST;

/**
 * All of it together; nothing of anything is nothing in the given currency.
 *
 * @throws RangeError for money of another currency, or more than is exact.
 */
export function sumOf(currency: Currency, moneys: readonly Money[]): Money {
  return moneys.reduce(
    (sum, money) => {
      if (!isSameCurrency(currency, money.currency))
        throw new RangeError(`${writeMoney(money)} can't be added to an amount in ${currency.code} of ${currency.digits} digits`);
      return exact(sum.amount + money.amount, currency);
    },
    exact(0, currency),
  );
}

/**
 * What some pieces cost.
 *
 * @throws RangeError for more than is exact.
 */
export const times = ({ amount, currency }: Money, count: number): Money => exact(amount * count, currency);

function exact(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is more than can be counted exactly`);
  return { amount, currency };
}

/** Writes money into one field, see `WrittenMoney`. */
export function writeMoney({ amount, currency: { code, digits } }: Money): string {
  const figures = String(amount).padStart(digits + 1, '0');
  const [whole, fraction] = [figures.slice(0, figures.length - digits), figures.slice(figures.length - digits)];
  return `${fraction ? `${whole}.${fraction}` : whole} ${code}`;
}

/** Writes an amount as customers read it, e.g. `5700 Ø` (XTS) or `1,299.00 €`. */
export function formatAmount(amount: number, { code, symbol, digits }: Currency): string {
  const value = amount / 10 ** digits;
  if (code === 'XTS') return `${value} ${symbol}`;
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${value.toLocaleString('en-GB', fraction)} ${symbol}`;
}
