import { describe, expect, it } from 'vitest';
import { isLoopback, ownAddress } from './own-address.ts';

describe('The address of this shop', () => {
  it('is what is set, whatever host is asked', () =>
    expect(ownAddress({ host: 'inside:4000', protocol: 'http' }, 'https://shop.example')).toBe('https://shop.example'));
  it.each([
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['Shop.example', 'http://shop.example'],
    ['shop.example:80', 'http://shop.example'],
    ['[::1]:4000', 'http://[::1]:4000'],
  ])('is the host that was asked, %j, where nothing is set', (host, address) =>
    expect(ownAddress({ host, protocol: 'http' }, undefined)).toBe(address),
  );
  it('is encrypted where a proxy that is trusted says so', () =>
    expect(ownAddress({ host: 'shop.example', protocol: 'https' }, undefined)).toBe('https://shop.example'));
  it.each(['', 'a/b', 'user@shop.example', 'shop.example?x', 'a b'])('is none where the host is %j', (host) =>
    expect(() => ownAddress({ host, protocol: 'http' }, undefined)).toThrow('names no host'),
  );
});

it.each([
  ['http://localhost:1', true],
  ['http://127.0.0.1', true],
  ['http://[::1]:80', true],
  ['http://127.0.0.1.evil.example', false],
  ['http://shop.example', false],
])('%s is of this machine: %s', (address, own) => expect(isLoopback(address)).toBe(own));
