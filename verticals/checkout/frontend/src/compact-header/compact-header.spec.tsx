// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered } from '@jogakbo/testing';
import compactHeader from './compact-header.block.tsx';

it('leads home by its logo, and nowhere else', () => {
  const { page, root } = rendered(compactHeader, {});
  expect(root.querySelector('.c_CompactHeader[data-boundary="checkout"]')).not.toBeNull();
  expect(page.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([['jogakbo', '/']]);
});
