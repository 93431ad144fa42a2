import { expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

it.each([
  ['/', '/'],
  ['/inventory/stock?page=2', '/inventory/stock?page=2'],
  ['/a/../b', '/b'],
  ['/product/ä', '/product/%C3%A4'],
])('%j is a place of this shop', (to, path) => expect(ownPath(to)).toBe(path));

it.each([
  undefined,
  '',
  'stock',
  'https://evil.example/',
  'javascript:alert(1)',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  ['/a', '/b'],
])('%j leads nowhere but home', (to) => expect(ownPath(to)).toBe('/'));
