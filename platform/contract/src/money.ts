import { z } from 'zod';

/** A currency as a shop writes it: code (ISO 4217, or a test code such as XTS), symbol, digits after the point. */
export const Currency = z.object({
  code: z.string().regex(/^[A-Z]{3}$/),
  symbol: z.string().min(1).max(8),
  digits: z.number().int().min(0).max(4),
});
export type Currency = z.infer<typeof Currency>;

/** An amount in minor units (cents); never a float. */
export const Amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Writes an amount as customers read it, e.g. `5700 Ø` (XTS) or `1,299.00 €`. */
export function formatAmount(amount: number, { code, symbol, digits }: Currency): string {
  const value = amount / 10 ** digits;
  if (code === 'XTS') return `${value} ${symbol}`;
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${value.toLocaleString('en-GB', fraction)} ${symbol}`;
}
