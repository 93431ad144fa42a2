// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { GetRecommendations } from '@jogakbo/inspire-contract';
import { rendered, told } from '@jogakbo/testing';
import recommendations from './recommendations.block.tsx';

const variant = (sku: string, name: string) => ({
  productId: 'P-1',
  sku,
  name,
  picture: `/pictures/${'0'.repeat(32)}.svg`,
  color: '#7a2f57',
});
const two = told(GetRecommendations, [variant('P-1-BL', 'Plough Friend Sea Blue'), variant('P-1-RD', 'Plough Friend Barn Red')]);

it('shows each variant by product and colour, with its own address', () => {
  const { page, root } = rendered(recommendations, { on: 'home' }, two);
  expect(page.getByRole('heading', { name: 'Recommendations' })).toBeTruthy();
  expect([...root.querySelectorAll('.e_Recommendations .e_Recommendation_name')].map((el) => el.textContent)).toEqual([
    'Plough Friend Sea Blue',
    'Plough Friend Barn Red',
  ]);
  expect([...root.querySelectorAll('.e_Recommendation a')].map((el) => el.getAttribute('href'))).toEqual([
    '/product/P-1?sku=P-1-BL',
    '/product/P-1?sku=P-1-RD',
  ]);
});

it('asks for what the customer looks at', () => {
  const { asked, again } = rendered(recommendations, { on: 'product', productId: 'P-1', skus: ['P-1-BL'] }, two);
  again({ on: 'skus', skus: ['P-1-RD'] });
  expect(asked.map(({ data }) => JSON.parse(JSON.stringify(data)))).toEqual([
    { on: 'product', productId: 'P-1', skus: ['P-1-BL'] },
    { on: 'skus', skus: ['P-1-RD'] },
  ]);
});

it('looks at the product when the address says what can be no SKU', () => {
  const { asked } = rendered(recommendations, { on: 'product', productId: 'P-1', skus: ['<script>', 'x'.repeat(65)] }, two);
  expect(asked.map(({ data }) => data)).toEqual([{ on: 'product', productId: 'P-1', skus: [] }]);
});

it('takes no place when there is nothing to recommend', () => {
  const { root } = rendered(recommendations, { on: 'skus', skus: [] }, told(GetRecommendations, []));
  expect(root.textContent).toBe('');
});

it('belongs to inspire', () => {
  const { root } = rendered(recommendations, { on: 'home' }, two);
  expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('inspire');
});
