import { describe, expect, it } from 'vitest';
import { assertFromOwnPage } from './own-page.ts';

const sent = (headers: Record<string, string>) => () => assertFromOwnPage({ headers: { host: 'shop.example', ...headers } });

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
