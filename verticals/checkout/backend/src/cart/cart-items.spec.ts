import { describe, expect, it } from 'vitest';
import { Sku } from '@jogakbo/assortment-contract';
import { added, MOST_VARIANTS, readCart, removed, whyFull, writeCart } from './cart-items.ts';

const [ox, bull, mule] = ['OX-1', 'BULL_2', 'MULE'].map((sku) => Sku.parse(sku)) as [Sku, Sku, Sku];
const many = Array.from({ length: MOST_VARIANTS }, (_, index) => `S-${index}_1`);

describe('A cart', () => {
  it('is read as it is written, in its order, whatever its SKUs', () => {
    const cart = added(added(added(readCart(undefined), bull), ox), bull);
    expect(writeCart(cart)).toBe('BULL_2_2|OX-1_1');
    expect([...readCart(writeCart(cart))]).toEqual([
      [bull, 2],
      [ox, 1],
    ]);
  });
  it('loses all of a variant, and nothing else', () => {
    const cart = readCart('OX-1_3|MULE_2');
    expect(writeCart(removed(cart, ox))).toBe('MULE_2');
    expect(writeCart(removed(cart, bull))).toBe('OX-1_3|MULE_2');
    expect(writeCart(removed(removed(cart, ox), mule))).toBe('');
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a SKU without a quantity', 'OX-1'],
    ['none of a variant', 'OX-1_0'],
    ['less than nothing', 'OX-1_-1'],
    ['half a piece', 'OX-1_1.5'],
    ['more than fits in', 'OX-1_100'],
    ['a quantity that is written otherwise', 'OX-1_01'],
    ['no SKU', '_1'],
    ['what is no SKU', '<b>_1'],
    ['a SKU that is too long', `${'X'.repeat(65)}_1`],
    ['a variant twice', 'OX-1_1|OX-1_2'],
    ['an end that is cut off', 'OX-1_1|'],
    ['one item that can’t be read', 'OX-1_1|MULE'],
    ['more variants than fit in', [...many, 'MULE_1'].join('|')],
  ])('is empty where there is %s', (_, text) => expect(readCart(text).size).toBe(0));
});

describe('One more', () => {
  it('fits in up to a bound for each variant', () => {
    expect(whyFull(readCart('OX-1_19'), ox)).toBeUndefined();
    expect(whyFull(readCart('OX-1_20'), ox)).toMatch('20 of these');
    expect(whyFull(readCart('OX-1_99'), ox)).toMatch('99 of these');
  });
  it('fits in up to a bound for all pieces together', () => {
    expect(whyFull(readCart('OX-1_15|BULL_2_20|MULE_14'), ox)).toBeUndefined();
    expect(whyFull(readCart('OX-1_15|BULL_2_20|MULE_15'), ox)).toMatch('50 machines');
    const full = readCart(many.join('|'));
    expect(full.size).toBe(MOST_VARIANTS);
    expect(whyFull(full, ox)).toMatch('50 machines');
  });
  it('lets the fullest cart fit into a cookie', () => {
    const longest = Array.from({ length: MOST_VARIANTS }, (_, index) => `${String(index).padStart(64, 'X')}_99`);
    expect(readCart(longest.join('|')).size).toBe(MOST_VARIANTS);
    expect(longest.join('|').length).toBeLessThan(4000);
  });
});
