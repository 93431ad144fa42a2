import { Sku } from '@jogakbo/assortment-contract';
import { MOST_PIECES } from '@jogakbo/checkout-contract';

/** How many of each variant lie in a cart, in the order in which they were added first. */
export type CartItems = ReadonlyMap<Sku, number>;

/** The most variants that a cart holds. */
export const MOST_VARIANTS = 50;

const empty: CartItems = new Map();
const written = /^(.+)_([1-9][0-9]?)$/;

/** Reads `SKU_QUANTITY|SKU_QUANTITY`. What no cart could have written, in whole or in part, is an empty cart. */
export function readCart(text: string | undefined): CartItems {
  if (!text) return empty;
  const items = text.split('|').map(readItem);
  const cart = new Map(items.filter((item) => item !== undefined));
  return cart.size === items.length && cart.size <= MOST_VARIANTS ? cart : empty;
}

/** A SKU may have a `_` of its own: the last one counts. */
function readItem(text: string): [Sku, number] | undefined {
  const [, name, quantity] = written.exec(text) ?? [];
  const { data: sku } = Sku.safeParse(name);
  return sku === undefined ? undefined : [sku, Number(quantity)];
}

export const writeCart = (cart: CartItems): string => [...cart].map(([sku, quantity]) => `${sku}_${quantity}`).join('|');

/** Why one more of a variant doesn't fit in; `undefined` when it does. */
export function whyFull(cart: CartItems, sku: Sku): string | undefined {
  const quantity = cart.get(sku) ?? 0;
  const all = [...cart.values()].reduce((sum, each) => sum + each, 0);
  if (quantity >= MOST_PIECES.ofOne) return `There are ${quantity} of these in your basket: more can’t be ordered at once.`;
  return all >= MOST_PIECES.inAll ? `There are ${all} machines in your basket: more can’t be ordered at once.` : undefined;
}

/** The cart with one more of a variant. */
export const added = (cart: CartItems, sku: Sku): CartItems => new Map(cart).set(sku, (cart.get(sku) ?? 0) + 1);

/** The cart without a variant. */
export const removed = (cart: CartItems, sku: Sku): CartItems => new Map([...cart].filter(([other]) => other !== sku));
