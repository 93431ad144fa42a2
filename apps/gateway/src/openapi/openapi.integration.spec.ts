import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, event, query, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;

interface Category {
  name: string;
  within: Category[];
}
const Category: z.ZodType<Category> = z.object({
  name: z.string(),
  get within() {
    return z.array(Category);
  },
});
const Price = z.object({ amount: z.int() }).meta({ id: 'Price' });

beforeAll(async () => {
  shop = await TestShop.open();
  const explore = await StandIn.start(shop.connection, { vertical: 'explore', version: 'v1' }, [
    query('GetCategory', { input: z.toJSONSchema(z.object({ category: z.string() })), output: z.toJSONSchema(Category.nullable()) }),
    query('GetPrices', { output: z.toJSONSchema(z.array(Price)) }),
    query('GetPicture', { path: '/pictures/:picture' }),
    command('RenameProduct', { roles: ['staff'] }),
    command('ReserveProduct', { roles: ['vertical'] }),
    event('ProductRenamed'),
  ]);
  await explore.goLive();
  await shop.knows((registry) => registry.live('explore') !== undefined);
});
afterAll(() => shop?.close());

const described = async () => await (await shop.fetch('/api/openapi.json')).json();

describe('The description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(await described());
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });
  it('holds every query and command that live releases announce, and neither events nor what is for verticals alone', async () => {
    const { paths } = await described();
    expect(Object.entries(paths).map(([path, item]) => [path, ...Object.keys(item as object)])).toEqual([
      ['/api/explore/GetCategory', 'get'],
      ['/api/explore/GetPrices', 'get'],
      ['/pictures/{picture}', 'get'],
      ['/api/explore/RenameProduct', 'post'],
    ]);
    expect(paths['/api/explore/RenameProduct'].post.security).toEqual([{ staff: [] }]);
    expect(paths['/api/explore/GetCategory'].get).toMatchObject({ summary: 'Asks GetCategory.', tags: ['explore'] });
  });
  it('has no reference that leads nowhere', async () => {
    const document = await described();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(3);
    const lost = references.filter((reference) => reference.split('/').reduce((at, name) => at?.[name], document) === undefined);
    expect(lost).toEqual([]);
  });
  it('is the same until a release goes live, and is not sent twice', async () => {
    const first = await shop.fetch('/api/openapi.json');
    const etag = first.headers.get('etag')!;
    expect((await shop.fetch('/api/openapi.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const decide = await StandIn.start(shop.connection, { vertical: 'decide', version: 'v1' }, [query('GetProduct')]);
    await decide.goLive();
    await shop.knows((registry) => registry.live('decide') !== undefined);
    const next = await shop.fetch('/api/openapi.json', { headers: { 'if-none-match': etag } });
    expect(Object.keys((await next.json()).paths)).toContain('/api/decide/GetProduct');
  });
});
