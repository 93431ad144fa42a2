import { describe, expect, it } from 'vitest';
import { Feed } from '@jogakbo/assortment-contract';
import type { ProblemError } from '@jogakbo/contract';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { changeOf } from './catalogue-change.ts';
import { catalogueOf } from './catalogue-of-feed.ts';

const variant = (sku: string, price: number) => ({ sku, name: 'Red', color: '#aa0000', price, image: 'a.svg', stock: 3 });
const product = (id: string, price = 100) => ({
  id,
  name: `Product ${id}`,
  category: 'classic',
  highlights: [],
  variants: [variant(`${id}-RD`, price)],
});
const store = (id: string) => ({ id, name: id, street: 'Way 1', city: 'Weir', image: 'a.svg' });
const feed = (over: object = {}) =>
  Feed.parse({
    format: 'product-feed/1',
    name: 'Ours',
    currency: { code: 'EUR', symbol: '€', digits: 2 },
    categories: [{ id: 'classic', name: 'Classics' }],
    products: [product('A'), product('B')],
    stores: [store('mill')],
    ...over,
  });

const nothing: Catalogue = { products: [], stores: [], stock: new Map() };
const pictures = { 'a.svg': `/pictures/${'0'.repeat(32)}.svg` };
const fed = (over: object = {}, current = nothing, merge = false) => catalogueOf(feed(over), pictures, merge, current);
const namesOf = ({ listed, delisted, opened, closed, unchanged, arrangement }: ReturnType<typeof changeOf>) => ({
  listed: listed.map(({ productId }) => productId as string),
  delisted: delisted as string[],
  opened: opened.map(({ storeId }) => storeId as string),
  closed: closed as string[],
  unchanged,
  arranged: arrangement !== undefined,
});
const changes = (current: Catalogue, wanted: Catalogue) => namesOf(changeOf(current, wanted));
const refusalOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as ProblemError).problem;
  }
};
const none = { listed: [], delisted: [], opened: [], closed: [], unchanged: 2, arranged: false };

describe('A feed', () => {
  it('lists everything in an empty shop', () =>
    expect(changes(nothing, fed())).toEqual({
      listed: ['A', 'B'],
      delisted: [],
      opened: ['mill'],
      closed: [],
      unchanged: 0,
      arranged: true,
    }));
  it('changes nothing the second time', () => expect(changes(fed(), fed())).toEqual(none));
  it('lists again what changed, and only that', () =>
    expect(changes(fed(), fed({ products: [product('A', 90), product('B')] }))).toEqual({ ...none, listed: ['A'], unchanged: 1 }));
  it('takes away what it does not name', () =>
    expect(changes(fed(), fed({ products: [product('A')], stores: [] }))).toEqual({
      ...none,
      delisted: ['B'],
      closed: ['mill'],
      unchanged: 1,
    }));
  it('says what its prices are in: in another currency all is listed again', () => {
    const other = fed({ currency: { code: 'XTS', symbol: 'Ø', digits: 0 } }, fed());
    expect(other.products.map(({ currency }) => currency?.code)).toEqual(['XTS', 'XTS']);
    expect(changes(fed(), other)).toEqual({ ...none, listed: ['A', 'B'], unchanged: 0, arranged: true });
  });
  it('with other digits of the same currency is refused, unless all prices are written anew', () => {
    const whole = { currency: { code: 'EUR', symbol: '€', digits: 0 } };
    expect(refusalOf(() => fed({ ...whole, products: [product('A', 1), product('B')] }, fed()))).toMatchObject({
      ...{ status: 409, detail: 'The shop counts in EUR with 2 digits, and the feed in EUR with 0 digits: write all of its prices anew.' },
      errors: [{ path: '/feed/products/1/variants/0/price', reason: 'is the same number as before' }],
    });
    const anew = fed({ ...whole, products: [product('A', 1), product('B', 1)] }, fed());
    expect(anew.arrangement?.currency.digits).toBe(0);
  });
  it('needs every picture it names', () => expect(() => catalogueOf(feed(), {}, false, nothing)).toThrow('a.svg'));
});

describe('A merged feed', () => {
  it('takes nothing away', () => expect(changes(fed(), fed({ products: [], stores: [] }, fed(), true))).toEqual(none));
  it('adds what is new after what is there', () => {
    const wanted = fed({ products: [product('C'), product('A', 80)] }, fed(), true);
    expect(wanted.products.map(({ productId, position }) => [productId, position])).toEqual([
      ['A', 0],
      ['B', 1],
      ['C', 2],
    ]);
    expect(changes(fed(), wanted)).toEqual({ ...none, listed: ['A', 'C'], unchanged: 1 });
  });
  it('keeps what was stated of the stock where it says nothing', () => {
    const a = product('A');
    const silent = { ...a, variants: a.variants.map((variant) => ({ ...variant, stock: undefined })) };
    expect([...fed({ products: [silent] }, fed()).stock]).toEqual([...fed().stock]);
  });
  it('keeps the stock of what it does not name', () => expect(fed({ products: [product('C')] }, fed(), true).stock.size).toBe(3));
  it('in another currency is refused: prices could not be compared', () => {
    const other = { currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };
    expect(() => fed(other, fed(), true)).toThrow('The shop counts in EUR with 2 digits; a feed in XTS with 0 digits can replace');
  });
  it('with other digits of the same currency is refused: its prices would be other ones by powers of ten', () => {
    const other = { currency: { code: 'EUR', symbol: '€', digits: 1 } };
    expect(refusalOf(() => fed(other, fed(), true))).toMatchObject({
      ...{
        status: 409,
        detail: 'The shop counts in EUR with 2 digits; a feed in EUR with 1 digit can replace its catalogue, not join it.',
      },
      errors: [{ path: '/feed/currency', reason: 'is not EUR with 2 digits' }],
    });
  });
  it('says the currency of what is there as well, where it was listed before prices had one', () => {
    const current = fed();
    const old = { ...current, products: current.products.map((product) => ({ ...product, currency: null })) };
    expect(changes(old, fed({ products: [] }, old, true))).toEqual({ ...none, listed: ['A', 'B'], unchanged: 0 });
  });
  it('keeps what the home page recommends, without what is gone', () => {
    const current = fed({ homeRecommendationsFor: ['A-RD', 'B-RD'] });
    const repainted = { ...product('A'), variants: [variant('A-BL', 100)] };
    expect(fed({ products: [repainted] }, current, true).arrangement?.homeRecommendationsFor).toEqual(['B-RD']);
  });
  it('is refused when it takes a SKU of a product that it does not name, and says where', () => {
    const thief = { ...product('C'), variants: [variant('C-RD', 100), variant('B-RD', 100)] };
    expect(refusalOf(() => fed({ products: [product('A'), thief] }, fed(), true))).toMatchObject({
      status: 409,
      errors: [{ path: '/feed/products/1/variants/1/sku', reason: 'SKU B-RD is one of product B' }],
    });
  });
  it('may move a SKU between products that it names', () => {
    const [a, b] = [product('A'), product('B')];
    const swapped = [
      { ...a, variants: b.variants },
      { ...b, variants: a.variants },
    ];
    expect(changes(fed(), fed({ products: swapped }, fed(), true)).listed).toEqual(['A', 'B']);
  });
});
