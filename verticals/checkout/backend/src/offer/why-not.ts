import type { OfferedVariant } from './on-sale.ts';

/** Why so many pieces of a variant can't be bought now; `undefined` when they can. */
export function whyNot({ name, variant, available }: OfferedVariant, quantity: number): string | undefined {
  const what = `${name} ${variant.name}`;
  if (available === null) return `${what}: we are checking how many there are. Please try again later.`;
  if (available >= quantity) return undefined;
  return available === 0 ? `${what}: none is left.` : `${what}: only ${available} ${available === 1 ? 'is' : 'are'} left.`;
}
