// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { GetHome } from '@jogakbo/explore-contract';
import { rendered, told } from '@jogakbo/testing';
import homePage from './home-page.block.tsx';

const picture = `/pictures/${'0'.repeat(32)}.svg`;
const teaser = (title: string, url: string) => ({ title, picture, url });
const two = told(GetHome, { teasers: [teaser('Old Iron', '/products/old'), teaser('No Driver', '/products/auto')] });

it('shows one way in per teaser: its title and its address', () => {
  const { root } = rendered(homePage, {}, two);
  const links = [...root.querySelectorAll('.e_HomePage__categoryLink')];
  expect(links.map((link) => link.textContent)).toEqual(['Old Iron', 'No Driver']);
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/products/old', '/products/auto']);
});

it('may have two ways to one address', () => {
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  const { root } = rendered(
    homePage,
    {},
    told(GetHome, { teasers: [teaser('Old Iron', '/products/old'), teaser('Older', '/products/old')] }),
  );
  expect(root.querySelectorAll('.e_HomePage__categoryLink')).toHaveLength(2);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});

it('hurries only with the first picture', () => {
  const { root } = rendered(homePage, {}, two);
  expect([...root.querySelectorAll('img')].map((img) => img.getAttribute('fetchpriority'))).toEqual(['high', null]);
});

it('stays a page when there is no teaser', () => {
  const { page, head } = rendered(homePage, {}, told(GetHome, { teasers: [] }));
  expect(page.getByRole('heading', { level: 1 })).toBeTruthy();
  expect(head()).toMatchObject({ title: expect.stringContaining('Jogakbo'), description: expect.any(String) });
});

it('follows when the storefront is arranged anew', async () => {
  const { root, change } = rendered(homePage, {}, two);
  change(told(GetHome, { teasers: [teaser('Spring', '/products/spring')] }));
  expect([...root.querySelectorAll('.e_HomePage__categoryLink')].map((link) => link.textContent)).toEqual(['Spring']);
});
