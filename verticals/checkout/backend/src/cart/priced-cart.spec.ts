import { describe, expect, it } from 'vitest';
import { ProductListed } from '@jogakbo/assortment-contract';
import { Cart } from '@jogakbo/checkout-contract';
import type { Sale } from '../offer/on-sale.ts';
import { readCart } from './cart-items.ts';
import { pricedCart } from './priced-cart.ts';

const variant = (sku: string, name: string, price: number) => ({
  ...{ sku, name, price },
  color: '#aa0000',
  picture: `/pictures/${'0'.repeat(32)}.svg`,
});
const { productId, name, variants } = ProductListed.schema.parse({
  productId: 'T-1',
  position: 0,
  name: 'Ox',
  categoryId: 'classic',
  highlights: [],
  variants: [variant('T-1-RD', 'Red', 5700), variant('T-1-BL', 'Blue', 6200)],
});
const sale: Sale = {
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  offered: variants.map((one) => ({ productId, name, variant: one, available: null })),
};

describe('A priced cart', () => {
  it('has a line for each variant, in the order of the cart, and the sum of all', () => {
    const cart = pricedCart(readCart('T-1-BL_1|T-1-RD_2'), sale);
    expect(Cart.parse(cart)).toEqual(cart);
    expect(cart.lines.map((line) => [line.name, line.quantity, line.total])).toEqual([
      ['Ox Blue', 1, 6200],
      ['Ox Red', 2, 11400],
    ]);
    expect([cart.quantity, cart.total, cart.leftOut]).toEqual([3, 17600, []]);
  });
  it('leaves out what is not on sale, and says so', () => {
    const cart = pricedCart(readCart('GONE_9|T-1-RD_1'), sale);
    expect([cart.lines.length, cart.quantity, cart.total, cart.leftOut]).toEqual([1, 1, 5700, ['GONE']]);
  });
  it('of nothing is empty', () => expect(pricedCart(readCart(''), sale)).toMatchObject({ lines: [], quantity: 0, total: 0, leftOut: [] }));
});
