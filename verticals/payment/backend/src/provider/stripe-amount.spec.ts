import { expect, it } from 'vitest';
import { stripeAmount } from './stripe-amount.ts';

const counted = (code: string, digits: number, amount: number) => stripeAmount({ amount, currency: { code, digits, symbol: code } });

it.each([
  ['EUR', 2, 1299, 1299],
  ['EUR', 0, 12, 1200],
  ['JPY', 0, 500, 500],
  ['KWD', 3, 5120, 5120],
  // Without digits in ISO 4217, and with two at Stripe.
  ['ISK', 0, 700, 70000],
  // With two digits in ISO 4217, and without at Stripe.
  ['MGA', 2, 700, 7],
])('an amount in %s, of %i digits, is counted as Stripe does: %i is %i', (code, digits, amount, units) => {
  expect(counted(code, digits, amount)).toBe(units);
});

it.each([
  ['MGA', 2, 701],
  ['KWD', 3, 5123],
  ['EUR', 3, 1001],
])('an amount in %s, of %i digits, that Stripe can’t take is none: %i', (code, digits, amount) => {
  expect(counted(code, digits, amount)).toBeUndefined();
});
