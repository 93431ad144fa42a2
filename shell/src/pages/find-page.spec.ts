import { describe, expect, it } from 'vitest';
import { addressOf, findPage, firstParts } from './find-page.ts';
import { pages } from './pages.ts';

const pageAt = (url: string) => findPage(addressOf(url));
const propsAt = (url: string, slot: string) => {
  const { page, propsOf } = pageAt(url);
  return propsOf(page.blocks.find((placed) => placed.slot === slot)!);
};

describe('An address', () => {
  it.each([
    ['/', 'home'],
    ['/products', 'category'],
    ['/products/', 'category'],
    ['/products/classic', 'category'],
    ['/stores', 'stores'],
    ['/product/CL-01?sku=CL-01-GR', 'product'],
    ['/checkout/cart', 'cart'],
    ['/checkout/checkout', 'checkout'],
    ['/checkout/thanks', 'thanks'],
    ['/orders', 'orders'],
    ['/orders/', 'orders'],
    ['/orders/0f8c', 'order'],
  ])('%s is the page %s', (url, name) => expect(pageAt(url)).toMatchObject({ found: true, page: { name } }));

  it.each([
    '/nowhere',
    '/checkout',
    '/orders/a/b',
    '/orders/-',
    '/product',
    '/products/a/b',
    '/%E0%A4%A',
    '/product/caf%C3%A9',
    '/products/-',
    `/product/${'x'.repeat(65)}`,
  ])('%s is no page, and says so', (url) => expect(pageAt(url)).toMatchObject({ found: false, page: { name: 'not-found' } }));
  it.each(['//[', '//products', '//other.example/products', 'http://other.example/', '*', ''])(
    '%s is no address of the shop: no page',
    (url) => expect(pageAt(url)).toMatchObject({ found: false, page: { name: 'not-found' } }),
  );
  it('gives its parts to the blocks', () =>
    expect(propsAt('/product/CL-01?sku=CL-01-GR', 'more')).toEqual({ on: 'product', productId: 'CL-01', skus: ['CL-01-GR'] }));
  it('leaves out what it does not say', () => {
    expect(propsAt('/product/CL-01', 'main')).toEqual({ productId: 'CL-01' });
    expect(propsAt('/product/CL-01', 'more')).toEqual({ on: 'product', productId: 'CL-01', skus: [] });
    expect(propsAt('/products?q=', 'main')).toEqual({});
  });
  it('gives the key of an order to its page', () => {
    expect(propsAt('/orders/0f8c?key=k', 'main')).toEqual({ orderId: '0f8c', key: 'k' });
    expect(propsAt('/orders/0f8c', 'main')).toEqual({ orderId: '0f8c' });
  });
  it('of the checkout has a header of its own', () => {
    const header = (url: string) => pageAt(url).page.blocks.find(({ slot }) => slot === 'header')?.block;
    expect(['/checkout/checkout', '/checkout/thanks'].map(header)).toEqual(['checkout/compact-header', 'explore/header']);
  });
  it('tells the header what is searched for', () => expect(propsAt('/products?q=jade', 'header')).toEqual({ search: 'jade' }));
  it('may carry any text', () => expect(propsAt('/products/classic?q=%3Cb%3E', 'main')).toEqual({ categoryId: 'classic', search: '<b>' }));
});

it('where pages are is said by the first part of their addresses', () => {
  expect(firstParts(pages)).toEqual(['', 'products', 'stores', 'product', 'checkout', 'orders']);
});
