// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered } from '@jogakbo/testing';
import notFoundPage from './not-found-page.block.tsx';

it('answers 404 and offers ways on', () => {
  const { page, root, head } = rendered(notFoundPage, {});
  expect(head()).toMatchObject({ status: 404, title: 'Page not found · Jogakbo' });
  expect(root.textContent).toContain('There is no page at this address.');
  expect(page.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/products', '/stores', '/']);
});
