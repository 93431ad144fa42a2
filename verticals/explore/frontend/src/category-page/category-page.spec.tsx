// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ListProducts } from '@jogakbo/explore-contract';
import { rendered, told } from '@jogakbo/testing';
import categoryPage from './category-page.block.tsx';

const categories = [
  { categoryId: 'old', name: 'Old Iron' },
  { categoryId: 'auto', name: 'No Driver' },
];
const product = (productId: string, startPrice: number, variantCount: number) => ({
  productId,
  name: `Machine ${productId}`,
  startPrice,
  sku: `${productId}-1`,
  picture: `/pictures/${'0'.repeat(32)}.svg`,
  color: '#2f6ea3',
  variantCount,
});
const list = {
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  categories,
  products: [product('B', 5700, 2), product('A', 4500, 1)],
};
const texts = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((el) => el.textContent);
const addresses = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((el) => el.getAttribute('href'));

describe('all machines', () => {
  it('are counted and listed in the order of the view, with the price from which each starts', () => {
    const { root } = rendered(categoryPage, {}, told(ListProducts, list));
    expect(texts(root, 'h2')).toEqual(['All Machines']);
    expect(texts(root, '.e_CategoryPage__subline p')).toEqual(['2 products']);
    expect(texts(root, '.e_Product .e_Product_name')).toEqual(['Machine B', 'Machine A']);
    expect(texts(root, '.e_Product .e_Product_price')).toEqual(['from 5700 Ø', '4500 Ø']);
    expect(addresses(root, '.e_Product a')).toEqual(['/product/B', '/product/A']);
  });

  it('are filtered by links: all, then each category', () => {
    const { root } = rendered(categoryPage, {}, told(ListProducts, list));
    expect(texts(root, '.e_Filter a')).toEqual(['All', 'Old Iron', 'No Driver']);
    expect(addresses(root, '.e_Filter a')).toEqual(['/products', '/products/old', '/products/auto']);
    expect(texts(root, '.e_Filter__filter--active')).toEqual(['All']);
  });

  it('say “1 product” of one', () => {
    const { root } = rendered(categoryPage, {}, told(ListProducts, { ...list, products: [product('A', 1, 1)] }));
    expect(texts(root, '.e_CategoryPage__subline p')).toEqual(['1 product']);
  });
});

describe('one category', () => {
  it('asks for itself, has its own heading and is the active filter', () => {
    const { root, asked, head } = rendered(categoryPage, { categoryId: 'auto' }, told(ListProducts, { ...list, category: categories[1] }));
    expect(asked.map(({ data }) => data)).toEqual([{ categoryId: 'auto', search: undefined }]);
    expect(texts(root, 'h2')).toEqual(['No Driver']);
    expect(texts(root, '.e_Filter__filter--active')).toEqual(['No Driver']);
    expect(head()).toMatchObject({ title: 'No Driver · Jogakbo' });
  });

  it('that does not exist is a 404 page with ways on', () => {
    const { page, head } = rendered(categoryPage, { categoryId: 'gone' }, told(ListProducts, null));
    expect(head().status).toBe(404);
    expect(page.getByRole('link', { name: 'See all machines' }).getAttribute('href')).toBe('/products');
  });
});

describe('a search', () => {
  it('names what was asked and keeps it while filtering', () => {
    const found = told(ListProducts, { ...list, search: 'blue & red' });
    const { root, asked } = rendered(categoryPage, { search: ' blue & red ' }, found);
    expect(asked.map(({ data }) => data.search)).toEqual(['blue & red']);
    expect(texts(root, 'h2')).toEqual(['“blue & red”']);
    expect(addresses(root, '.e_Filter a')[1]).toBe('/products/old?q=blue%20%26%20red');
  });

  it('for nothing but spaces is no search', () => {
    const { asked } = rendered(categoryPage, { search: '  ' }, told(ListProducts, list));
    expect(asked.map(({ data }) => data.search)).toEqual([undefined]);
  });

  it('is asked with no more words than there is room for', () => {
    const { asked } = rendered(categoryPage, { search: `${'a'.repeat(99)} ${'b'.repeat(99)}` }, told(ListProducts, list));
    expect(asked.map(({ data }) => data.search)).toEqual(['a'.repeat(99)]);
  });

  it('that finds nothing says so and helps', () => {
    const { page, root } = rendered(categoryPage, { search: 'zzz' }, told(ListProducts, { ...list, search: 'zzz', products: [] }));
    expect(root.textContent).toContain('No machine matches “zzz”.');
    expect(page.getByRole('link', { name: 'see all machines' }).getAttribute('href')).toBe('/products');
  });
});
