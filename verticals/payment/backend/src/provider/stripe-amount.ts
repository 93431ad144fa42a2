import type { Money } from '@jogakbo/contract';

// Stripe's own units: not everywhere those of ISO 4217 (https://docs.stripe.com/currencies).
const WITHOUT_DIGITS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const WITH_THREE = new Set('BHD JOD KWD OMR TND'.split(' '));

const digitsOf = (code: string) => (WITHOUT_DIGITS.has(code) ? 0 : WITH_THREE.has(code) ? 3 : 2);

/** Money as Stripe counts it; none where it has no whole number for it. */
export function stripeAmount({ amount, currency: { code, digits } }: Money): number | undefined {
  const stripeDigits = digitsOf(code);
  const units = stripeDigits >= digits ? amount * 10 ** (stripeDigits - digits) : amount / 10 ** (digits - stripeDigits);
  // It takes no thousandths, though it counts in them.
  return Number.isSafeInteger(stripeDigits === 3 ? units / 10 : units) ? units : undefined;
}
