// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { rendered, told } from '@jogakbo/testing';
import { GetMostColourful } from '@jogakbo/rainbow-contract';
import mostColourful from './most-colourful.block.tsx';

const ox = { productId: 'OX', name: 'Ox', colors: ['#aa0000', '#0000aa'] };

it('names the product, and shows its colours', () => {
  const { page, root } = rendered(mostColourful, {}, told(GetMostColourful, ox));
  expect(page.getByRole('link', { name: 'Ox' }).getAttribute('href')).toBe('/product/OX');
  expect([...root.querySelectorAll('rect')].map((strip) => strip.getAttribute('fill'))).toEqual(ox.colors);
});
it('takes no room while nothing is on sale', () => {
  const { root } = rendered(mostColourful, {}, told(GetMostColourful, null));
  expect(root.querySelector('section')?.hidden).toBe(true);
});
it('shows the new answer when an event has refreshed it', () => {
  const { page, change } = rendered(mostColourful, {}, told(GetMostColourful, ox));
  change(told(GetMostColourful, { ...ox, name: 'Bull' }));
  expect(page.getByRole('link', { name: 'Bull' })).toBeTruthy();
});
