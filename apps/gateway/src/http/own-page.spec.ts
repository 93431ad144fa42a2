import { describe, expect, it } from 'vitest';
import { assertFromOwnPage, isForOtherPage } from './own-page.ts';

const sent = (headers: Record<string, string>) => () => assertFromOwnPage({ headers, host: 'shop.example' });

describe('A command', () => {
  it.each([
    ['that the browser says is of this origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['from this host, by a browser that says no more', { origin: 'https://shop.example' }],
    ['by a program', {}],
  ])('%s is let in', (_, headers) => expect(sent(headers as Record<string, string>)).not.toThrow());

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour, who may send cookies along', { 'sec-fetch-site': 'same-site', origin: 'https://blog.shop.example' }],
    ['of nobody', { 'sec-fetch-site': 'none' }],
    ['of another host', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://shop.example:8080' }],
    ['that hides where it comes from', { origin: 'null' }],
  ])('%s is refused', (_, headers) => expect(sent(headers as Record<string, string>)).toThrow('not of this shop'));
});

describe('What a page of another site makes a browser ask for', () => {
  const of = (site: string, mode: string, destination: string) => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': destination,
  });
  const isForOther = (headers: Record<string, string>) => isForOtherPage({ headers, host: 'shop.example' });
  it.each([
    ['a picture', of('cross-site', 'no-cors', 'image')],
    ['a frame', of('cross-site', 'navigate', 'iframe')],
    ['an object', of('cross-site', 'navigate', 'object')],
    ['what is to be ready in case', of('cross-site', 'no-cors', 'empty')],
    ['a script of a neighbour', of('same-site', 'cors', 'empty')],
    ['a script of a browser that says no more', { origin: 'https://evil.example' }],
  ])('is told: %s', (_, headers) => expect(isForOther(headers as Record<string, string>)).toBe(true));
  it.each([
    ['a link that a visitor follows', of('cross-site', 'navigate', 'document')],
    ['an address that a visitor types', of('none', 'navigate', 'document')],
    ['our own page', of('same-origin', 'cors', 'empty')],
    ['a program', {}],
  ])('is not %s', (_, headers) => expect(isForOther(headers as Record<string, string>)).toBe(false));
});
