import { describe, expect, it } from 'vitest';
import type { Recommendation } from '@jogakbo/inspire-contract';
import { recommend } from './recommend.ts';

const variant = (sku: string, color: string) =>
  ({ productId: 'P', sku, name: sku, picture: '/pictures/x.svg', color }) as unknown as Recommendation;
const skusOf = (recommendations: Recommendation[]) => recommendations.map(({ sku }) => sku as string);

const catalogue = [
  variant('red', '#ff0000'),
  variant('dark-red', '#cc0000'),
  variant('blue', '#0000ff'),
  variant('green', '#00ff00'),
  variant('also-blue', '#0000ff'),
  variant('purple', '#800080'),
];

describe('Recommendations', () => {
  it('are the four nearest in colour, without what was given', () => {
    expect(skusOf(recommend(catalogue, ['red']))).toEqual(['dark-red', 'purple', 'blue', 'green']);
  });
  it('go by the average colour of all that was given, rounded per channel', () => {
    expect(skusOf(recommend(catalogue, ['red', 'blue']))[0]).toBe('purple');
  });
  it('keep the order of the catalogue among equals', () => {
    expect(skusOf(recommend(catalogue, ['purple'])).slice(2)).toEqual(['blue', 'also-blue']);
  });
  it('are the first of the catalogue when nothing is given, or nothing known', () => {
    expect(skusOf(recommend(catalogue, []))).toEqual(['red', 'dark-red', 'blue', 'green']);
    expect(skusOf(recommend(catalogue, ['unheard-of']))).toEqual(['red', 'dark-red', 'blue', 'green']);
  });
  it('are as many as there are', () => {
    expect(recommend(catalogue.slice(0, 2), ['red'])).toHaveLength(1);
  });
});
