import { describe, expect, it } from 'vitest';
import { AnnouncedMessage } from '@jogakbo/protocol';
import { refusalsOf, type Claiming } from './claims.ts';

const message = (kind: 'query' | 'command', rest: object) =>
  AnnouncedMessage.parse({ kind, type: 'Do', version: 1, summary: 'Does it.', input: {}, ...rest });
const cookie = (name: string) => message('query', { cookies: [{ name, keptFor: 60 }] });
const bytes = (path: string) => message('query', { path });
const form = (path: string) => message('command', { form: { path, then: '/' } });
const webhook = (path: string, ...headers: string[]) => message('command', { webhook: { path, headers } });
const release = (vertical: string, ...messages: AnnouncedMessage[]): Claiming => ({ vertical, version: 'v1', description: { messages } });
const shell: Claiming = { vertical: 'shell', version: 'v1', description: { messages: [], pages: ['', 'products', 'checkout'] } };

describe('A release', () => {
  it.each([
    ['the cookie c_cart', cookie('c_cart'), cookie('c_cart')],
    ['the form address /cart/add', form('/cart/add'), form('/cart/add')],
    ['the webhook /webhooks/bank', webhook('/webhooks/bank'), webhook('/webhooks/bank')],
    ['the byte path /pictures/:picture', bytes('/pictures/:picture'), bytes('/pictures/:picture')],
    ['the byte path /pictures/large', bytes('/pictures/large'), bytes('/pictures/:picture')],
    ['the byte path /pictures/:id', bytes('/pictures/:id'), bytes('/pictures/large')],
  ])('that claims %s of another vertical is refused', (what, claimed, owned) => {
    const refusals = refusalsOf([release('explore', claimed)], [release('checkout', owned)]);
    expect(refusals.map(({ message }) => message)).toEqual([expect.stringContaining(`explore v1 claims ${what}`)]);
    expect(refusals[0]!.message).toContain('which checkout v1 owns');
    expect(refusals[0]!.cure).toContain('deploy checkout without it');
  });

  it.each(['/products/:id', '/checkout', '/'])('whose bytes are at %s, where pages are, is refused', (path) => {
    expect(refusalsOf([release('explore', bytes(path))], [shell])).toHaveLength(path === '/' ? 2 : 1);
    expect(refusalsOf([shell], [release('explore', bytes(path))])).toMatchObject([
      { message: expect.stringContaining('which explore v1 owns') },
    ]);
  });

  it('whose bytes are at no fixed place is refused, though nobody else claims one', () => {
    expect(refusalsOf([release('explore', bytes('/:a/:b'))], [])).toHaveLength(1);
  });

  it('is refused what no contract may say', () => {
    expect(refusalsOf([release('payment', webhook('/webhooks/bank', 'cookie'))], [])).toMatchObject([
      { message: expect.stringContaining('cookie') },
    ]);
    expect(refusalsOf([release('payment', message('query', { path: '/p/:x', cookies: [{ name: 'c', keptFor: 1 }] }))], [])).toHaveLength(1);
  });

  it('may claim what its own vertical has, what is nobody’s, and an address below its pages by a form', () => {
    const owner = release('checkout', cookie('c_cart'), form('/checkout/add'), bytes('/labels/:id'), webhook('/webhooks/bank'));
    expect(refusalsOf([{ ...owner, version: 'v2' }], [owner, shell])).toEqual([]);
    const other = release('explore', cookie('c_seen'), form('/checkout/see'), bytes('/labels/:id/small'), webhook('/webhooks/other'));
    expect(refusalsOf([other], [owner, shell])).toEqual([]);
  });

  it('is told once of another that runs in several processes', () => {
    const owner = release('checkout', cookie('c_cart'));
    expect(refusalsOf([release('explore', cookie('c_cart'))], [owner, { ...owner }])).toHaveLength(1);
  });

  it('is told once of another that comes at the same time', () => {
    expect(refusalsOf([release('checkout', cookie('c_cart')), release('explore', cookie('c_cart'))], [])).toMatchObject([
      { message: 'explore v1 claims the cookie c_cart, which checkout v1 owns' },
    ]);
  });
});
