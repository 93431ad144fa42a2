// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { GetProductPage } from '@jogakbo/decide-contract';
import { rendered, told } from '@jogakbo/testing';
import productPage from './product-page.block.tsx';

const variant = (sku: string, name: string, price: number, digit: string) => ({
  sku,
  name,
  color: '#2f6ea3',
  price,
  picture: `/pictures/${digit.repeat(32)}.svg`,
});
const plough = {
  productId: 'P-1',
  name: 'Plough Friend',
  category: { categoryId: 'old', name: 'Old Iron' },
  highlights: ['Starts at dawn', 'Never sulks'],
  variants: [variant('P-1-BL', 'Sea Blue', 4000, '0'), variant('P-1-RD', 'Barn Red', 4100, '1')],
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
};
const known = told(GetProductPage, plough);
const at = (sku?: string) => rendered(productPage, { productId: 'P-1', sku }, known);
const texts = (root: Element, selector: string) => [...root.querySelectorAll(selector)].map((el) => el.textContent);

describe('a product', () => {
  it('shows its name, its highlights and the price of its first variant', () => {
    const { root } = at();
    expect(texts(root, '.d_ProductPage__title')).toEqual(['Plough Friend']);
    expect(texts(root, '.d_ProductPage__highlights li')).toEqual(['Starts at dawn', 'Never sulks']);
    expect(texts(root, '.d_ProductPage__price')).toEqual(['4000 Ø']);
    expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('decide');
  });

  it('offers its other variants as addresses and says which one is shown', () => {
    const { root } = at('P-1-RD');
    expect(texts(root, '.d_VariantOption')).toEqual(['Sea Blue', 'Barn Red']);
    expect(texts(root, '.d_VariantOption strong')).toEqual(['Barn Red']);
    expect(root.querySelector('.d_VariantOption a')?.getAttribute('href')).toBe('/product/P-1?sku=P-1-BL');
  });

  it('changes price, picture, title and what is bought with the variant', () => {
    const { root, head, again, asked } = at('P-1-BL');
    again({ productId: 'P-1', sku: 'P-1-RD' });
    expect(texts(root, '.d_ProductPage__price')).toEqual(['4100 Ø']);
    const picture = root.querySelector('.d_ProductPage__productImage');
    expect(picture?.getAttribute('src')).toBe(plough.variants[1]!.picture);
    expect(picture?.getAttribute('alt')).toBe('Plough Friend in Barn Red');
    expect(root.querySelector('jogakbo-slot')?.getAttribute('data-props')).toBe('{"productId":"P-1","sku":"P-1-RD"}');
    expect(head().title).toBe('Plough Friend Barn Red · Jogakbo');
    expect(asked, 'another variant is no new question').toHaveLength(1);
  });

  it('shows its first variant for a SKU that it does not have', () => {
    const { root } = at('P-9-XX');
    expect(texts(root, '.d_VariantOption strong')).toEqual(['Sea Blue']);
  });

  it('leads back to its category, or to all machines when its category is not known yet', () => {
    expect(at().page.getByRole('link', { name: 'Old Iron' }).getAttribute('href')).toBe('/products/old');
    const { page } = rendered(productPage, { productId: 'P-1' }, told(GetProductPage, { ...plough, category: undefined }));
    expect(page.getByRole('link', { name: 'All Machines' }).getAttribute('href')).toBe('/products');
  });

  it('may say the same highlight twice', () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const { root } = rendered(productPage, { productId: 'P-1' }, told(GetProductPage, { ...plough, highlights: ['Pulls', 'Pulls'] }));
    expect(texts(root, '.d_ProductPage__highlights li')).toEqual(['Pulls', 'Pulls']);
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
  });

  it('has no empty list when it has no highlights', () => {
    const { root } = rendered(productPage, { productId: 'P-1' }, told(GetProductPage, { ...plough, highlights: [] }));
    expect(root.querySelector('.d_ProductPage__highlights')).toBeNull();
  });

  it('shows a new price as soon as it is known', () => {
    const { root, change } = at();
    change(told(GetProductPage, { ...plough, variants: [variant('P-1-BL', 'Sea Blue', 3900, '0')] }));
    expect(texts(root, '.d_ProductPage__price')).toEqual(['3900 Ø']);
  });

  it('becomes a helpful page when it is delisted meanwhile', () => {
    const { page, head, change } = at();
    change(told(GetProductPage, null));
    expect(head().status).toBe(404);
    expect(page.getByRole('link', { name: 'See all machines' })).toBeTruthy();
  });
});

it('that does not exist is a 404 page with ways on', () => {
  const { page, head } = rendered(productPage, { productId: 'P-0' }, told(GetProductPage, null));
  expect(head().status).toBe(404);
  expect(page.getByRole('link', { name: 'See all machines' }).getAttribute('href')).toBe('/products');
});
