// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered } from '@jogakbo/testing';
import footer from './footer.block.tsx';

it('belongs to explore and leads to the shop’s pages', () => {
  const { page, root } = rendered(footer, {});
  expect(root.querySelector('.e_Footer')?.getAttribute('data-boundary')).toBe('explore');
  expect(page.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/products', '/stores', '/']);
});
