import { isPlausiblePrice, isSameCurrency, sumOf, times } from '@jogakbo/contract';
import type { Cart, CartLine } from '@jogakbo/checkout-contract';
import type { OfferedVariant, Sale } from '../offer/on-sale.ts';
import type { CartItems } from './cart-items.ts';

/**
 * A cart at today's prices; what is not on sale any more is left out, and named.
 *
 * @remarks So is what is still offered in the shop's former currency: a cart has one, and no amount is read as one of another.
 */
export function pricedCart(items: CartItems, { currency, offered }: Sale): Cart {
  const counted = offered.filter((one) => isSameCurrency(one.currency, currency) && isPlausiblePrice(one.variant.price));
  const offeredBySku = new Map(counted.map((one) => [one.variant.sku, one]));
  const lines = [...items].flatMap(([sku, quantity]) => {
    const one = offeredBySku.get(sku);
    return one ? [lineOf(one, quantity)] : [];
  });
  return {
    lines,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: sumOf(
      currency,
      lines.map(({ total }) => ({ amount: total, currency })),
    ).amount,
    currency,
    leftOut: [...items.keys()].filter((sku) => !offeredBySku.has(sku)),
  };
}

function lineOf({ productId, name, variant, currency }: OfferedVariant, quantity: number): CartLine {
  const { sku, color, picture, price } = variant;
  const { amount: total } = times({ amount: price, currency }, quantity);
  return { sku, productId, name: `${name} ${variant.name}`, color, picture, price, quantity, total };
}
