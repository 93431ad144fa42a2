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
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  variants: [variant('T-1-RD', 'Red', 5700), variant('T-1-BL', 'Blue', 6200)],
});
const sale: Sale = {
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  offered: variants.map((one) => ({ productId, name, variant: one, currency: { code: 'XTS', symbol: 'O', digits: 0 }, available: null })),
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
  it.each([
    ['another currency', { code: 'EUR', symbol: '€', digits: 0 }],
    ['other digits', { code: 'XTS', symbol: 'Ø', digits: 2 }],
  ])('leaves out what is still offered in %s: an amount is never read as one of another currency', (_, former) => {
    const [red, blue] = sale.offered;
    const cart = pricedCart(readCart('T-1-BL_1|T-1-RD_2'), { ...sale, offered: [red!, { ...blue!, currency: former }] });
    expect([cart.total, cart.currency, cart.leftOut]).toEqual([11400, sale.currency, ['T-1-BL']]);
  });
  it('leaves out what nobody could pay: all that it comes to is exact', () => {
    const [red, blue] = sale.offered;
    const dear = { ...blue!, variant: { ...blue!.variant, price: Number.MAX_SAFE_INTEGER } };
    expect(pricedCart(readCart('T-1-BL_99|T-1-RD_1'), { ...sale, offered: [red!, dear] })).toMatchObject({
      total: 5700,
      leftOut: ['T-1-BL'],
    });
  });
  it('of nothing is empty', () => expect(pricedCart(readCart(''), sale)).toMatchObject({ lines: [], quantity: 0, total: 0, leftOut: [] }));
});
