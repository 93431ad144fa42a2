import { describe, expect, it } from 'vitest';
import { Feed } from './feed.ts';

const good = {
  format: 'product-feed/1',
  name: 'Ours',
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  categories: [{ id: 'classic', name: 'Classics' }],
  products: [
    {
      id: 'A',
      name: 'Ox',
      category: 'classic',
      highlights: ['Pulls.'],
      variants: [{ sku: 'A-RD', name: 'Red', color: '#aa0000', price: 100, image: 'images/a.webp', stock: 1 }],
    },
  ],
  stores: [{ id: 'mill', name: 'Mill', street: 'Way 1', city: 'Weir', image: 'images/m.webp' }],
  teasers: [],
  homeRecommendationsFor: ['A-RD'],
};
const [ox] = good.products;
const [red] = ox!.variants;
const withVariant = (over: object) => ({ products: [{ ...ox, variants: [{ ...red, ...over }] }] });

const withUrl = (url: string) => ({ teasers: [{ title: 'Ways', image: 'images/t.svg', url }] });

/** What is wrong, as `path: reason` lines. */
const wrongWith = (over: object) => {
  const parsed = Feed.safeParse({ ...good, ...over });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
};

describe('A feed', () => {
  it('may be like this', () => expect(wrongWith({})).toEqual([]));

  it.each<[string, object, string]>([
    ['another format', { format: 'product-feed/2' }, '/format'],
    ['a price with a fraction', withVariant({ price: 1.5 }), '/products/0/variants/0/price'],
    ['a price that nobody pays', withVariant({ price: 10_000_000_001 }), '/products/0/variants/0/price: a price is at most'],
    ['a price below nothing', withVariant({ price: -1 }), '/products/0/variants/0/price'],
    ['a colour by name', withVariant({ color: 'red' }), '/products/0/variants/0/color: a colour is written #rrggbb'],
    ['a picture outside of its folder', withVariant({ image: '../../etc/a.svg' }), '/products/0/variants/0/image'],
    ['a picture by address', withVariant({ image: 'https://x/a.svg' }), '/products/0/variants/0/image'],
    ['a SKU that is no word', withVariant({ sku: 'a b.c' }), '/products/0/variants/0/sku'],
    ['a product without variants', { products: [{ ...ox, variants: [] }] }, '/products/0/variants'],
    ['a category that is not there', { products: [{ ...ox, category: 'none' }] }, '/products/0/category: there is no category none'],
    ['a product twice', { products: [ox, { ...ox, variants: [{ ...red, sku: 'A-BL' }] }] }, '/products/1/id: product A is there twice'],
    ['a SKU twice', { products: [ox, { ...ox, id: 'B' }] }, '/products/1/variants/0/sku: SKU A-RD is there twice'],
    ['a text with NUL', { name: 'O\0urs' }, '/name: has a character that is no text (U+0000'],
    ['a text with half a surrogate pair', withVariant({ name: '\ud83d' }), '/products/0/variants/0/name: has a character that is no text'],
    ['a source with NUL', { source: '\0' }, '/source: has a character'],
    ['a currency with NUL', { currency: { ...good.currency, symbol: '\0' } }, '/currency/symbol: has a character'],
    ['an address with NUL', withUrl('/products\0'), '/teasers/0/url: an address in the shop'],
    ['an address elsewhere', withUrl('//elsewhere'), '/teasers/0/url'],
    ['an address elsewhere by a backslash', withUrl('/\\elsewhere'), '/teasers/0/url'],
    ['an address elsewhere once its tab is left out', withUrl('/\t/elsewhere'), '/teasers/0/url'],
    ['a recommendation for nothing', { homeRecommendationsFor: ['Z'] }, '/homeRecommendationsFor/0: there is no SKU Z'],
  ])('with %s is refused, and says where', (_, over, line) => expect(wrongWith(over)).toContainEqual(expect.stringContaining(line)));

  it('is told all its errors at once, of its shape and of what it names', () => {
    const { currency: _, ...bare } = good;
    const feed = { ...bare, ...withVariant({ price: -1 }), stores: [...good.stores, ...good.stores], homeRecommendationsFor: ['Z'] };
    expect(
      Feed.safeParse(feed)
        .error?.issues.map(({ path }) => `/${path.join('/')}`)
        .sort(),
    ).toEqual(['/currency', '/homeRecommendationsFor/0', '/products/0/variants/0/price', '/stores/1/id']);
  });

  it.each([null, 7, 'feed', [], {}, { products: {} }, { products: [null, { variants: 3 }], stores: [7], categories: null }])(
    'is refused, not fallen over, when it is %j',
    (feed) => expect(Feed.safeParse(feed).success).toBe(false),
  );
});
