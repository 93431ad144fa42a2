import type { Cart, CartLine } from '@jogakbo/checkout-contract';
import type { OfferedVariant, Sale } from '../offer/on-sale.ts';
import type { CartItems } from './cart-items.ts';

/** A cart at today's prices; what is not on sale any more is left out, and named. */
export function pricedCart(items: CartItems, { currency, offered }: Sale): Cart {
  const offeredBySku = new Map(offered.map((one) => [one.variant.sku, one]));
  const lines = [...items].flatMap(([sku, quantity]) => {
    const one = offeredBySku.get(sku);
    return one ? [lineOf(one, quantity)] : [];
  });
  return {
    lines,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: lines.reduce((sum, { total }) => sum + total, 0),
    currency,
    leftOut: [...items.keys()].filter((sku) => !offeredBySku.has(sku)),
  };
}

function lineOf({ productId, name, variant }: OfferedVariant, quantity: number): CartLine {
  const { sku, color, picture, price } = variant;
  return { sku, productId, name: `${name} ${variant.name}`, color, picture, price, quantity, total: price * quantity };
}
