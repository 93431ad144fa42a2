import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><style>path{fill:red}</style></svg>';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
let shop: TestShop;
let asked = 0;

beforeAll(async () => {
  shop = await TestShop.open();
});
afterAll(() => shop?.close());

const views: Record<string, object> = {
  'eagle.svg': { mediaType: 'image/svg+xml', base64: Buffer.from(SVG).toString('base64') },
  'eagle red': { mediaType: 'image/png', base64: PNG.toString('base64') },
  page: { mediaType: 'text/html', base64: 'YQ==' },
};

describe('A query with an address of its own', () => {
  beforeAll(async () => {
    // It comes after the gateway: no restart.
    const assortment = await StandIn.start(shop.connection, { vertical: 'assortment', version: 'v1' }, [
      query('GetPicture', { path: '/pictures/:picture' }),
    ]);
    assortment.answers('GetPicture', ({ picture }) => {
      asked += 1;
      return views[picture] ?? null;
    });
    await assortment.goLive();
    await shop.knows((registry) => registry.live('assortment') !== undefined);
  });

  it('answers with its bytes, which browsers may keep', async () => {
    const response = await shop.fetch('/pictures/eagle%20red');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });
  it('sends drawings compressed, with their own styles and no script', async () => {
    const response = await shop.fetch('/pictures/eagle.svg', { headers: { 'accept-encoding': 'br' } });
    expect([response.headers.get('content-encoding'), await response.text()]).toEqual(['br', SVG]);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
  it('is asked once, and not sent again to who has it', async () => {
    const before = asked;
    const etag = (await shop.fetch('/pictures/eagle.svg')).headers.get('etag')!;
    const again = await shop.fetch('/pictures/eagle.svg', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text(), asked]).toEqual([304, '', before]);
  });
  it('is 404 when there is none', async () => {
    expect((await shop.fetch('/pictures/none')).status).toBe(404);
    expect((await shop.fetch('/pictures/%ff')).status).toBe(400);
  });
  it('hands out nothing that a browser would run', async () => {
    expect((await shop.fetch('/pictures/page')).status).toBe(500);
  });
  it('leaves other addresses to the shell', async () => {
    for (const address of ['/pictures', '/pictures/', '/pictures/a/b']) expect((await shop.fetch(address)).status).toBe(503);
  });
});
