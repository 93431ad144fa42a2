// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered } from '@jogakbo/testing';
import notFoundPage from './not-found-page.block.tsx';

it('answers 404, names the address and offers ways on', () => {
  const { page, root, head } = rendered(notFoundPage, { path: '/combine/harvester' });
  expect(head()).toMatchObject({ status: 404, title: 'Page not found · Jogakbo' });
  expect(root.textContent).toContain('/combine/harvester');
  expect(page.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/products', '/stores', '/']);
});

it('also helps when it is not told the address', () => {
  const { root } = rendered(notFoundPage, {});
  expect(root.textContent).toContain('There is no page at this address.');
});
