import { expect, test } from 'vitest';

import { contrast, darker, lighter, luminance, mix } from './colour.ts';

test('mixing goes from one colour to the other', () => {
  expect(mix('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(mix('#000000', '#ffffff', 1)).toBe('#ffffff');
});

test('sunlight lightens and shade darkens', () => {
  expect(luminance(lighter('#2f7d5b', 0.3))).toBeGreaterThan(luminance('#2f7d5b'));
  expect(luminance(darker('#2f7d5b', 0.3))).toBeLessThan(luminance('#2f7d5b'));
});

test('contrast is the same both ways, from 1 to 21', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#c8512b', '#c8512b')).toBe(1);
});
