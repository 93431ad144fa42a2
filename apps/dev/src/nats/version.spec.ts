import { expect, it } from 'vitest';
import { isAtLeast } from './version.ts';

it.each([
  ['2.12.0', '2.12.0', true],
  ['2.15.1', '2.12.0', true],
  ['3.0.0', '2.12.0', true],
  ['2.9.10', '2.12.0', false],
  ['2.11.99', '2.12.0', false],
  ['1.99.99', '2.12.0', false],
])('version %s is at least %s: %s', (version, least, answer) => {
  expect(isAtLeast(version, least)).toBe(answer);
});
