import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
const SCRIPT = 'export const answer = 42;';

beforeAll(async () => {
  shop = await TestShop.open();
  const web = path.join(shop.config.RELEASES_DIR, 'explore/v1/web');
  mkdirSync(path.join(web, 'chunks'), { recursive: true });
  writeFileSync(path.join(web, 'main.js'), SCRIPT);
  writeFileSync(path.join(web, 'main.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(path.join(web, 'main.js.gz'), gzipSync(SCRIPT));
  writeFileSync(path.join(web, 'chunks/a.css'), 'a{}');
  writeFileSync(path.join(shop.config.RELEASES_DIR, 'explore/v1/release.json'), 'secret');
  symlinkSync('/etc/passwd', path.join(web, 'link.txt'));
});
afterAll(() => shop?.close());

/** Asks for an address exactly as it is written: `fetch` would tidy it first. */
const statusOf = (address: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(shop.address);
    request({ hostname, port, path: address }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

describe('A file of a release', () => {
  it.each(['br', 'gzip', 'identity'])('is sent as it was compressed ahead (%s)', async (coding) => {
    const response = await shop.fetch('/releases/explore/v1/main.js', { headers: { 'accept-encoding': coding } });
    expect(await response.text()).toBe(SCRIPT);
    expect(response.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toBe('accept-encoding');
  });
  it('may lie in a folder', async () => {
    expect(await (await shop.fetch('/releases/explore/v1/chunks/a.css')).text()).toBe('a{}');
  });
  it('answers a HEAD with its length', async () => {
    const response = await shop.fetch('/releases/explore/v1/main.js', { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect([response.headers.get('content-length'), await response.text()]).toEqual([String(SCRIPT.length), '']);
  });
  it('is there as soon as its release is', async () => {
    const web = path.join(shop.config.RELEASES_DIR, 'explore/v2/web');
    mkdirSync(web, { recursive: true });
    writeFileSync(path.join(web, 'main.js'), 'two');
    expect(await (await shop.fetch('/releases/explore/v2/main.js')).text()).toBe('two');
  });
  it('is 404 as a problem when there is none', async () => {
    const response = await shop.fetch('/releases/explore/v1/none.js');
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
  it.each([
    '/releases/explore/v1/../release.json',
    '/releases/explore/v1/%2e%2e/release.json',
    '/releases/explore/v1/..%2frelease.json',
    '/releases/explore/v1/..%5crelease.json',
    '/releases/explore/%2e%2e/explore/v1/web/main.js',
    '/releases/../releases/explore/v1/release.json',
    '/releases/explore/v1//etc/passwd',
    '/releases/explore/v1/link.txt',
    '/releases/explore/v1/chunks',
    '/releases/explore/v1/',
    '/releases/explore/v1/main.js%00.css',
    '/releases/%2e%2e/%2e%2e/etc/passwd',
  ])('is nothing else, whatever an address says (%s)', async (address) => {
    // Where the router doesn't see a release's address, it is a page: 503, since no shell runs here.
    expect([400, 404, 503]).toContain(await statusOf(address));
  });
});
